package io.msagent.orchestrator.admin;

import io.msagent.core.token.ClusterToken;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The credential of who may look and not act. It is made of the cluster token, so that nobody has to keep it, and says nothing
 * about the token.
 */
public final class ViewKey {
    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "ms-agent view key v1";

    private ViewKey() {}

    /** 64 hexadecimal digits: the HMAC-SHA256 of {@code ms-agent view key v1} with the token as its key. */
    public static String of(ClusterToken token) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(token.secret().getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new LinkageError(ALGORITHM + " is part of every JDK", e);
        }
    }

    /**
     * Where the dashboard is: the key stands in the fragment, which a browser sends to nobody.
     *
     * @param admin base of the admin API
     */
    public static URI dashboard(URI admin, ClusterToken token) {
        return admin.resolve("/#key=" + of(token));
    }
}
