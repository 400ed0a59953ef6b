package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.token.ClusterToken;
import io.msagent.core.token.TokenMac;
import io.msagent.core.wire.Protocol;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Answers the greeting of a fresh connection: which life of which process this is, with the proof that it has the cluster
 * token. Whoever asks need not show the token first: the point is that it does not give it to a stranger.
 */
final class Greeting {
    private static final HttpString CHALLENGE = new HttpString(Protocol.CHALLENGE);
    private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{32}");

    private final TokenMac mac;
    private final CallRecord record;
    private final String incarnation;

    Greeting(ClusterToken token, CallRecord record) {
        this.mac = new TokenMac(token, TokenMac.GREETING);
        this.record = record;
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        this.incarnation = HexFormat.of().formatHex(random);
    }

    /** 32 hexadecimal digits that no other process and no other life of this one has. */
    String incarnation() {
        return incarnation;
    }

    Answer answer(HeaderMap headers) throws RefusedException {
        String challenge = headers.getFirst(CHALLENGE);
        if (challenge == null || !DIGITS.matcher(challenge).matches()) {
            throw new RefusedException(
                    NotStarted.BAD_REQUEST,
                    "header " + Protocol.CHALLENGE + ": " + (challenge == null ? "none" : CallPath.clip(challenge))
                            + " (expected: 32 hexadecimal digits in lower case)");
        }
        return new Answer(
                200,
                Map.of(
                        Protocol.INCARNATION,
                        incarnation,
                        Protocol.MARK,
                        Long.toString(record.mark()),
                        Protocol.PROOF,
                        mac.of(List.of(challenge, incarnation))),
                new byte[0]);
    }
}
