package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.call.NotStarted;
import io.msagent.core.wire.Protocol;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Which method a request's path names.
 *
 * @param service the service's name
 * @param method a signature, or a method's bare name
 */
record CallPath(String service, String method) {
    private static final int LONGEST_QUOTE = 200;

    /** Reads a path as it stands in the request line, still percent-encoded. */
    static CallPath parse(String path) throws RefusedException {
        String rest = path.substring(Protocol.CALL_PATH.length());
        int slash = rest.indexOf('/');
        if (slash <= 0 || slash == rest.length() - 1 || rest.indexOf('/', slash + 1) >= 0) {
            throw new RefusedException(
                    404,
                    NotStarted.BAD_REQUEST,
                    "path: " + clip(path) + " (expected: " + Protocol.CALL_PATH + "{service}/{method})");
        }
        return new CallPath(decode(rest.substring(0, slash)), decode(rest.substring(slash + 1)));
    }

    /** Reads which call a path names that its caller has given up. */
    static CallId cancelled(String path) throws RefusedException {
        String id = path.substring(Protocol.CANCEL_PATH.length());
        try {
            return new CallId(id);
        } catch (IllegalArgumentException e) {
            throw new RefusedException(
                    404,
                    NotStarted.BAD_REQUEST,
                    "path: " + clip(path) + " (expected: " + Protocol.CANCEL_PATH + "{call id}, a lower-case UUID)");
        }
    }

    /** A value from outside, fit to be shown in a message. */
    static String clip(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "...";
    }

    private static String decode(String text) throws RefusedException {
        ByteBuffer bytes = ByteBuffer.allocate(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw undecodable(text);
            }
            bytes.put((byte) (high << 4 | low));
            i += 2;
        }
        try {
            String name =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
            // no name has these; whoever escapes them means somebody else to read a path in it
            if (name.chars().anyMatch(c -> c < ' ' || c == '%' || c == '/' || c == '\\')) {
                throw undecodable(text);
            }
            return name;
        } catch (CharacterCodingException e) {
            throw undecodable(text);
        }
    }

    private static RefusedException undecodable(String text) {
        return new RefusedException(
                NotStarted.BAD_REQUEST,
                "path segment: " + clip(text) + " (expected: a name in UTF-8, with %XX for what a path cannot hold)");
    }
}
