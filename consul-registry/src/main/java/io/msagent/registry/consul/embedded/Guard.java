package io.msagent.registry.consul.embedded;

import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask. The token opens everything; without it there is only {@code /v1/status/}, which tells nothing that the
 * open port does not. A page in a browser gets nothing at all: no request with an {@code Origin}, and none for a host
 * name that is not this machine's own, since a stranger's name may be made to point here.
 */
final class Guard {
    private static final String OPEN = "/v1/status/";
    private static final String BEARER = "Bearer ";

    private final byte[] token;

    Guard(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    void check(HeaderMap headers, String path, Query query) {
        if (headers.contains(Headers.ORIGIN) || !isOurs(headers.getFirst(Headers.HOST))) {
            throw new HttpError(403, "Permission denied: not for browsers, nor under a name other than localhost");
        }
        if (!path.startsWith(OPEN) && !isToken(sent(headers, query))) {
            throw new HttpError(403, "Permission denied");
        }
    }

    private static @Nullable String sent(HeaderMap headers, Query query) {
        String consul = headers.getFirst("X-Consul-Token");
        if (consul != null) {
            return consul;
        }
        String authorization = headers.getFirst(Headers.AUTHORIZATION);
        if (authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length());
        }
        return query.get("token").orElse(null);
    }

    private boolean isToken(@Nullable String sent) {
        // takes the same time wherever the two differ
        return sent != null && MessageDigest.isEqual(sent.getBytes(StandardCharsets.UTF_8), token);
    }

    private static boolean isOurs(@Nullable String host) {
        if (host == null) {
            return true; // HTTP/1.0, which no browser speaks
        }
        String name = host.replaceFirst(":[0-9]*$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.matches("127(\\.[0-9]{1,3}){3}") || name.equals("[::1]");
    }
}
