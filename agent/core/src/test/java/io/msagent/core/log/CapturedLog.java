package io.msagent.core.log;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** For tests: the log's lines while it is open; afterwards the log is as a process starts with it. */
public final class CapturedLog implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public CapturedLog(Log.Level level, Log.Format format) {
        Log.configure(level, format, new PrintStream(bytes, true, StandardCharsets.UTF_8));
    }

    public List<String> lines() {
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Override
    public void close() {
        Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
    }
}
