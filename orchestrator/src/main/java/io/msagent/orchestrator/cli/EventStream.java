package io.msagent.orchestrator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads server-sent events. */
final class EventStream implements AutoCloseable {
    /** Kind of a comment, which shows no more than that the other side lives. */
    static final String COMMENT = "";

    private final BufferedReader lines;

    EventStream(InputStream in) {
        this.lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    }

    /**
     * One message.
     *
     * @param kind its name
     */
    record Message(String kind, String data) {}

    /** The next one, or a comment between two; null at the stream's end. */
    @Nullable
    Message next() throws IOException {
        String kind = "";
        StringBuilder data = new StringBuilder();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (!data.isEmpty()) {
                    return new Message(kind, data.toString());
                }
                kind = "";
            } else if (line.startsWith(":")) {
                return new Message(COMMENT, line.substring(1).strip());
            } else if (line.startsWith("event:")) {
                kind = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).strip());
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
