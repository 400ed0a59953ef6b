package io.msagent.core.server.fuzz;

import java.nio.charset.StandardCharsets;

/**
 * A valid request.
 *
 * @param head first line and headers, without what says the length
 */
record Template(String head, boolean chunked, String body) {
    Template with(String otherBody) {
        return new Template(head, chunked, otherBody);
    }

    String text() {
        int length = body.length();
        return chunked
                ? head + "Transfer-Encoding: chunked\r\n\r\n"
                        + (length == 0 ? "" : Integer.toHexString(length) + "\r\n" + body + "\r\n") + "0\r\n\r\n"
                : head + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.ISO_8859_1);
    }
}
