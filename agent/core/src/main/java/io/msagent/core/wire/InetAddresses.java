package io.msagent.core.wire;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as {@code host/address}, the form of {@link InetAddress#toString}. Neither way asks a name service: a value
 * from outside must not make this process look anything up.
 */
final class InetAddresses {
    private static final int GROUPS = 8;

    private InetAddresses() {}

    static String text(InetAddress address) {
        String shown = address.toString();
        String host = shown.substring(0, shown.lastIndexOf('/'));
        if (address instanceof Inet6Address six) {
            StringBuilder text = new StringBuilder(host).append('/');
            byte[] bytes = six.getAddress();
            for (int i = 0; i < bytes.length; i += 2) {
                text.append(i == 0 ? "" : ":")
                        .append(Integer.toHexString((bytes[i] & 0xff) << 8 | bytes[i + 1] & 0xff));
            }
            return six.getScopeId() == 0 ? text.toString() : text + "%" + six.getScopeId();
        }
        return host + "/" + address.getHostAddress();
    }

    static InetAddress parse(String text) {
        int slash = text.lastIndexOf('/');
        String host = slash > 0 ? text.substring(0, slash) : null;
        String literal = text.substring(slash + 1);
        try {
            return literal.indexOf(':') < 0
                    ? InetAddress.getByAddress(host, bytes(literal.split("\\.", -1), 4, 10, 1))
                    : six(host, literal);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static InetAddress six(@Nullable String host, String literal) throws UnknownHostException {
        int percent = literal.indexOf('%');
        String groups = percent < 0 ? literal : literal.substring(0, percent);
        byte[] bytes = bytes(groups.split(":", -1), GROUPS, 16, 2);
        return percent < 0
                ? InetAddress.getByAddress(host, bytes)
                : Inet6Address.getByAddress(host, bytes, Integer.parseInt(literal.substring(percent + 1)));
    }

    private static byte[] bytes(String[] parts, int count, int radix, int width) {
        if (parts.length != count) {
            throw new IllegalArgumentException("found " + parts.length + " groups (expected: " + count + ")");
        }
        byte[] bytes = new byte[count * width];
        for (int i = 0; i < count; i++) {
            int part = Integer.parseInt(parts[i], radix);
            if (part < 0 || part >= 1 << 8 * width) {
                throw new IllegalArgumentException("group " + parts[i]);
            }
            for (int b = 0; b < width; b++) {
                bytes[i * width + b] = (byte) (part >>> 8 * (width - 1 - b));
            }
        }
        return bytes;
    }
}
