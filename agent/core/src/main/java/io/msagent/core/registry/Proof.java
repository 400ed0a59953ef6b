package io.msagent.core.registry;

import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows that a registration was made by who has the cluster token: an HMAC-SHA256 of what it says, in its meta. Without
 * it, whoever can write to an open registry would be sent the token with the first call. Safe for use by any thread.
 */
public final class Proof {
    private static final String PURPOSE = "ms-agent registration proof 1";
    /** What is believed of a registration beside its address; short values all, so that no registry cuts them. */
    private static final List<String> COVERED = List.of(
            InstanceMeta.CLASS,
            InstanceMeta.PROTOCOL,
            InstanceMeta.DIGEST,
            InstanceMeta.PID,
            InstanceMeta.HOST,
            InstanceMeta.SPAWN,
            InstanceMeta.TLS);

    private final TokenMac mac;

    /** A proof under this token; the token itself is not the key. */
    public Proof(ClusterToken token) {
        this.mac = new TokenMac(token, PURPOSE);
    }

    /** The registration with its proof. */
    public Registration on(Registration registration) {
        Map<String, String> meta = new HashMap<>(registration.meta());
        meta.put(
                InstanceMeta.PROOF,
                mac.of(values(
                        registration.service(), registration.id(), registration.host(), registration.port(), meta)));
        return new Registration(
                registration.id(),
                registration.service(),
                registration.host(),
                registration.port(),
                registration.tags(),
                meta,
                registration.ttl(),
                registration.deregisterAfter());
    }

    /** Whether the instance carries its proof; takes the same time wherever they differ. */
    public boolean fits(Instance instance) {
        return mac.fits(
                instance.meta().getOrDefault(InstanceMeta.PROOF, ""),
                values(instance.service(), instance.id(), instance.host(), instance.port(), instance.meta()));
    }

    private static List<String> values(String service, String id, String host, int port, Map<String, String> meta) {
        List<String> values = new ArrayList<>(List.of(service, id, host, Integer.toString(port)));
        COVERED.forEach(name -> values.add(meta.getOrDefault(name, "")));
        return values;
    }
}
