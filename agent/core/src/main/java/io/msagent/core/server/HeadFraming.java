package io.msagent.core.server;

import java.io.IOException;
import java.util.Locale;

/** What one head says of the length of its body; there is exactly one way to say it. */
final class HeadFraming {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";
    private static final int LONGEST_NUMBER = 18;

    private boolean chunked;
    private long length = -1;

    /** Takes one header line. */
    void header(String line) throws IOException {
        int colon = line.indexOf(':');
        if (colon < 0 || !isToken(line.substring(0, colon))) {
            // a line that begins with a space goes on with the one before it, for those who still allow that
            throw RequestGrammar.broken("a header line that is not NAME: VALUE");
        }
        String value = line.substring(colon + 1).strip();
        switch (line.substring(0, colon).toLowerCase(Locale.ROOT)) {
            case "content-length" -> length(value);
            case "transfer-encoding" -> coding(value);
            default -> {
                // says nothing of lengths
            }
        }
    }

    private void length(String value) throws IOException {
        if (length >= 0 || chunked) {
            throw RequestGrammar.broken("two lengths");
        }
        if (value.isEmpty() || value.length() > LONGEST_NUMBER || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw RequestGrammar.broken("a length that is no number");
        }
        length = Long.parseLong(value);
    }

    private void coding(String value) throws IOException {
        if (length >= 0 || chunked) {
            throw RequestGrammar.broken("two lengths");
        }
        if (!value.equalsIgnoreCase("chunked")) {
            throw RequestGrammar.broken("another transfer coding than chunked");
        }
        chunked = true;
    }

    boolean chunked() {
        return chunked;
    }

    /** In bytes; without a header there is no body. */
    long bodyLength() {
        return Math.max(0, length);
    }

    /** Whether it may name a method or a header. */
    static boolean isToken(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(c -> c >= 'a' && c <= 'z'
                                || c >= 'A' && c <= 'Z'
                                || c >= '0' && c <= '9'
                                || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
