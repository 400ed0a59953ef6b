package io.msagent.core.wire;

import java.io.ByteArrayOutputStream;

/** Collects bytes up to a limit. */
final class BoundedOutput extends ByteArrayOutputStream {
    private final int maxBytes;

    BoundedOutput(int maxBytes) {
        super(256);
        this.maxBytes = maxBytes;
    }

    @Override
    public synchronized void write(int b) {
        check(1);
        super.write(b);
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        check(length);
        super.write(bytes, offset, length);
    }

    private void check(int more) {
        if ((long) count + more > maxBytes) {
            throw new Misfit("the encoded value is larger than " + maxBytes
                    + " bytes (expected: at most wire.max-bytes; raise it in caller and provider, or send less)");
        }
    }
}
