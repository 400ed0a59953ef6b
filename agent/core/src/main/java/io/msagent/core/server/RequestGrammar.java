package io.msagent.core.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/**
 * The strict part of RFC 9112: what requests may be made of, byte by byte. Knows where each ends, so that it looks at heads
 * as heads and at bodies as bodies. For one connection, used by its I/O thread.
 */
final class RequestGrammar {
    /** More than Undertow takes for a whole head, so that its answer is the one that is given. */
    private static final int LONGEST_LINE = 65_536;

    private static final int USUAL_LINE = 256;
    private static final int LONGEST_SIZE = 8;
    /** The first and the last are understood well enough to be told that they are not spoken. */
    private static final Set<String> VERSIONS = Set.of("HTTP/1.0", "HTTP/1.1", "HTTP/2.0");

    private byte[] line = new byte[USUAL_LINE];
    private int lineLength;
    private boolean carriageReturn;
    private Part part = Part.REQUEST_LINE;
    private HeadFraming framing = new HeadFraming();
    private long left;

    private enum Part {
        REQUEST_LINE,
        HEADERS,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        LAST_CHUNK_END
    }

    /**
     * Passes over bytes of which nothing is demanded, because they are a body's.
     *
     * @param available how many bytes there are
     * @return how many it has passed over; 0 if the next byte is to be {@link #accept taken}
     */
    int skip(int available) {
        if (part != Part.BODY && part != Part.CHUNK) {
            return 0;
        }
        int skipped = (int) Math.min(left, available);
        left -= skipped;
        if (left == 0) {
            part = part == Part.BODY ? Part.REQUEST_LINE : Part.CHUNK_END;
        }
        return skipped;
    }

    /**
     * Takes the next byte, which {@link #skip} has not passed over.
     *
     * @throws IOException if no request looks like this
     */
    void accept(byte next) throws IOException {
        if (carriageReturn) {
            carriageReturn = false;
            if (next != '\n') {
                throw broken("a carriage return without line feed");
            }
            endOfLine();
        } else if (next == '\r') {
            carriageReturn = true;
        } else if (next >= 0 && next < ' ' && !(next == '\t' && part == Part.HEADERS) || next == 127) {
            throw broken("control byte " + next);
        } else if (lineLength == LONGEST_LINE) {
            throw broken("a line of more than " + LONGEST_LINE + " bytes");
        } else {
            if (lineLength == line.length) {
                line = Arrays.copyOf(line, 2 * lineLength);
            }
            line[lineLength++] = next;
        }
    }

    private void endOfLine() throws IOException {
        String text = new String(line, 0, lineLength, StandardCharsets.ISO_8859_1);
        lineLength = 0;
        switch (part) {
            case REQUEST_LINE -> {
                requestLine(text);
                framing = new HeadFraming();
                part = Part.HEADERS;
            }
            case HEADERS -> {
                if (text.isEmpty()) {
                    endOfHead();
                } else {
                    framing.header(text);
                }
            }
            case CHUNK_SIZE -> chunkSize(text);
            default -> {
                if (!text.isEmpty()) {
                    throw broken(part == Part.LAST_CHUNK_END ? "a trailer" : "a chunk that is longer than its size");
                }
                part = part == Part.LAST_CHUNK_END ? Part.REQUEST_LINE : Part.CHUNK_SIZE;
            }
        }
    }

    private static void requestLine(String text) throws IOException {
        int first = text.indexOf(' ');
        int last = text.lastIndexOf(' ');
        if (first <= 0
                || last <= first + 1
                || text.indexOf(' ', first + 1) != last
                || !VERSIONS.contains(text.substring(last + 1))
                || !HeadFraming.isToken(text.substring(0, first))) {
            throw broken("a first line that is not METHOD TARGET HTTP/VERSION");
        }
    }

    private void endOfHead() throws IOException {
        if (framing.chunked()) {
            part = Part.CHUNK_SIZE;
        } else {
            left = framing.bodyLength();
            part = left == 0 ? Part.REQUEST_LINE : Part.BODY;
        }
    }

    private void chunkSize(String text) throws IOException {
        if (text.isEmpty() || text.length() > LONGEST_SIZE) {
            throw broken("a chunk size of " + text.length() + " digits");
        }
        left = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), 16) : -1;
            if (digit < 0) {
                throw broken("a chunk size that is no hexadecimal number");
            }
            left = left << 4 | digit;
        }
        part = left == 0 ? Part.LAST_CHUNK_END : Part.CHUNK;
    }

    static IOException broken(String what) {
        return new IOException("not a request as RFC 9112 has it: " + what);
    }
}
