package io.msagent.core.tls;

import java.nio.file.Path;

/** A PEM file is not what it should be. The message is one line: setting, path, what is wrong, what is expected. */
public final class TlsFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    TlsFileException(String setting, Path file, String what, String expected) {
        super(setting + ": " + file.toAbsolutePath() + ": " + what + " (expected: " + expected + ")");
    }
}
