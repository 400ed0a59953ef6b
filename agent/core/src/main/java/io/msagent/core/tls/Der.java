package io.msagent.core.tls;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.spec.InvalidKeySpecException;

/** As much of DER as wrapping a key takes. */
final class Der {
    static final int SEQUENCE = 0x30;
    static final int OCTETS = 0x04;
    private static final int INTEGER = 0x02;
    /** {@code parameters [0]} of RFC 5915. */
    private static final int PARAMETERS = 0xa0;

    private Der() {}

    /** A value of that tag with these contents, one after the other. */
    static byte[] of(int tag, byte[]... contents) {
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            inner.writeBytes(content);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        int length = inner.size();
        if (length < 0x80) {
            out.write(length);
        } else if (length < 0x100) {
            out.write(0x81);
            out.write(length);
        } else {
            out.write(0x82); // no key is as long as 64 KiB
            out.write(length >> 8);
            out.write(length);
        }
        out.writeBytes(inner.toByteArray());
        return out.toByteArray();
    }

    /** The curve's parameters, as an EC private key names them. */
    static byte[] curveOf(byte[] ecPrivateKey) throws InvalidKeySpecException {
        try {
            ByteBuffer key = value(ByteBuffer.wrap(ecPrivateKey), SEQUENCE);
            value(key, INTEGER);
            value(key, OCTETS);
            ByteBuffer parameters = value(key, PARAMETERS);
            byte[] curve = new byte[parameters.remaining()];
            parameters.get(curve);
            return curve;
        } catch (RuntimeException e) {
            throw new InvalidKeySpecException("an EC key that does not name its curve", e);
        }
    }

    /** Reads a value; the buffer stands behind it then. */
    private static ByteBuffer value(ByteBuffer in, int tag) {
        int found = in.get() & 0xff;
        if (found != tag) {
            throw new IllegalArgumentException("tag " + found + " (expected: " + tag + ")");
        }
        int length = in.get() & 0xff;
        if (length >= 0x80) {
            int bytes = length & 0x7f;
            length = 0;
            for (int i = 0; i < bytes; i++) {
                length = Math.addExact(Math.multiplyExact(length, 0x100), in.get() & 0xff);
            }
        }
        ByteBuffer value = in.slice(in.position(), length);
        in.position(in.position() + length);
        return value;
    }
}
