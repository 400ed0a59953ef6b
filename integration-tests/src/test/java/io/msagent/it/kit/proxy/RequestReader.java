package io.msagent.it.kit.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a stream of HTTP/1.1 requests with content lengths into its requests. */
final class RequestReader {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");

    private final InputStream in;

    RequestReader(InputStream in) {
        this.in = in;
    }

    /** Head and body of the next one; null if the stream ends before it is whole. */
    byte @Nullable [] next() throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0d0a0d0a) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            whole.write(b);
            last = last << 8 | b;
        }
        Matcher length = LENGTH.matcher(whole.toString(StandardCharsets.ISO_8859_1));
        int size = length.find() ? Integer.parseInt(length.group(1)) : 0;
        byte[] body = in.readNBytes(size);
        whole.write(body);
        return body.length < size ? null : whole.toByteArray();
    }
}
