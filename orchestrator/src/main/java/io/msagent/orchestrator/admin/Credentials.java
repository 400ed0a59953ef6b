package io.msagent.orchestrator.admin;

import io.msagent.core.token.ClusterToken;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/** What a request's {@code Authorization} header allows. Immutable. */
final class Credentials {
    private final ClusterToken token;
    private final byte[] view;

    /** What somebody may do. */
    enum Right {
        NOTHING,
        LOOK,
        ACT;

        /** Whether a request with this method may be made; decided by the method alone, so that no route can be forgotten. */
        boolean allows(HttpString method) {
            return this == ACT || this == LOOK && method.equals(Methods.GET);
        }
    }

    Credentials(ClusterToken token) {
        this.token = token;
        this.view = bytes("Bearer " + ViewKey.of(token));
    }

    /** Takes the same time wherever the header differs from what is right. */
    Right of(@Nullable String header) {
        if (header == null) {
            return Right.NOTHING;
        }
        boolean looks = MessageDigest.isEqual(bytes(header), view);
        return token.matches(header) ? Right.ACT : looks ? Right.LOOK : Right.NOTHING;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
