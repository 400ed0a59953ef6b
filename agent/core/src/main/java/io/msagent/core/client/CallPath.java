package io.msagent.core.client;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.wire.Protocol;
import java.nio.charset.StandardCharsets;

/** The URL path of a method. */
final class CallPath {
    /** What RFC 3986 allows in a path segment as it is. */
    private static final String PLAIN = "-._~!$&'()*+,;=:@";

    private CallPath() {}

    static String of(ServiceMethod method) {
        return Protocol.CALL_PATH
                + encode(method.service())
                + "/"
                + encode(method.key().signature());
    }

    private static String encode(String segment) {
        StringBuilder out = new StringBuilder(segment.length() + 16);
        for (byte b : segment.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if ((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || PLAIN.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return out.toString();
    }
}
