package io.msagent.core.client;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;

/**
 * A request's body whose last part is written apart, and said to be: until then the request is certainly not whole at the
 * other side, and one that is not whole starts nothing there.
 */
final class LastPartEntity extends AbstractHttpEntity {
    /** What is not larger, in bytes, is one part: it goes into the connection's buffer together with the head. */
    private static final int ONE_PART = 4_096;

    private static final int LAST_PART = 1_024;

    private final byte[] body;
    private final Runnable beforeLastPart;

    LastPartEntity(byte[] body, Runnable beforeLastPart) {
        super((String) null, null);
        this.body = body;
        this.beforeLastPart = beforeLastPart;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        int first = body.length <= ONE_PART ? 0 : body.length - LAST_PART;
        if (first > 0) {
            out.write(body, 0, first);
            out.flush();
        }
        beforeLastPart.run();
        out.write(body, first, body.length - first);
    }

    @Override
    public long getContentLength() {
        return body.length;
    }

    @Override
    public InputStream getContent() {
        return new ByteArrayInputStream(body);
    }

    @Override
    public boolean isRepeatable() {
        return true;
    }

    @Override
    public boolean isStreaming() {
        return false;
    }

    @Override
    public void close() {
        // nothing is open
    }
}
