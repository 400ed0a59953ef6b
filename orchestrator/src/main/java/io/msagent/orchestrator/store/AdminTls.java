package io.msagent.orchestrator.store;

import io.msagent.core.tls.TlsFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Paths of the PEM files with which an admin address over TLS is asked; empty if it speaks in clear text.
 *
 * @param ca authorities that have signed its certificate
 * @param cert certificate to show it
 * @param key private key of that certificate
 */
public record AdminTls(String ca, String cert, String key) {
    /** Clear text. */
    public static final AdminTls NONE = new AdminTls("", "", "");

    /** The paths of these files. */
    public static AdminTls of(@Nullable TlsFiles files) {
        return files == null ? NONE : new AdminTls(text(files.ca()), text(files.certificate()), text(files.key()));
    }

    /** The files at these paths, if there are any. */
    public Optional<TlsFiles> files() {
        return equals(NONE)
                ? Optional.empty()
                : Optional.of(new TlsFiles("tls.", Path.of(ca), Path.of(cert), Path.of(key)));
    }

    private static String text(@Nullable Path file) {
        return file == null ? "" : file.toAbsolutePath().toString();
    }
}
