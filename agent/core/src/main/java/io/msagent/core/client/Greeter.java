package io.msagent.core.client;

import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import io.msagent.core.wire.Protocol;
import java.net.ConnectException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * What is asked of the process behind a fresh connection before anything is sent to it: that it proves to have the cluster
 * token. So a connection that was accepted by a process on its way in or out, or by a stranger that has got the port, costs no
 * call, and such a stranger sees neither token nor arguments.
 *
 * <p>The proof covers the challenge and the incarnation, and neither the address nor the connection: a stranger that passes
 * each challenge on to a living provider, and its answer back, passes for it. Against that there is TLS. Requests to
 * orchestrators are not greeted. Safe for use by any thread.
 */
final class Greeter {
    private final TokenMac mac;
    private final SecureRandom random = new SecureRandom();

    Greeter(ClusterToken token) {
        mac = new TokenMac(token, TokenMac.GREETING);
    }

    /** A new challenge. */
    String challenge() {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * Checks the answer.
     *
     * @param headers by name in lower case
     * @throws ConnectException if it does not prove anything
     */
    Peer check(String challenge, int status, Map<String, String> headers) throws ConnectException {
        String incarnation = headers.get(Protocol.INCARNATION);
        String proof = headers.get(Protocol.PROOF);
        if (status != 200
                || incarnation == null
                || proof == null
                || !mac.fits(proof, List.of(challenge, incarnation))) {
            throw new ConnectException(
                    "what listens there is no provider with this process's cluster token: it answered the"
                            + " greeting with status " + status + " and " + (proof == null ? "no" : "a false")
                            + " proof");
        }
        return new Peer(incarnation, -1).at(headers.get(Protocol.MARK));
    }
}
