package io.msagent.core.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The credential of who asks providers for their health, and nothing else. It is made of the cluster token and says nothing
 * about it, so that a stranger at the port of a provider that has died, who is asked too, cannot call anybody with what he
 * hears. Safe for use by any thread.
 */
public final class HealthKey {
    private static final String PURPOSE = "ms-agent health key 1";

    private final String header;

    /** That of whoever has this token. */
    public HealthKey(ClusterToken token) {
        this.header = "Bearer " + new TokenMac(token, PURPOSE).of(List.of());
    }

    /** Value of the {@code Authorization} header. */
    public String header() {
        return header;
    }

    /** Whether this value of the {@code Authorization} header is it; takes the same time wherever they differ. */
    public boolean matches(@Nullable String other) {
        return other != null
                && MessageDigest.isEqual(
                        header.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
