package io.msagent.stateful.calls;

import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers which say that nobody knows whether a body has run, or how far. */
final class UnknownOutcome {
    static final Answer OF_A_BODY_THAT_DID_NOT_END =
            answer("its body had not ended when its key was handed over to another instance");
    static final Answer OF_A_FAULT = answer("nobody can tell how its body ended");
    static final Answer OF_A_STORE_THAT_REFUSES = answer("its body has run, but the state store refused what it did");

    private UnknownOutcome() {}

    /** The text needs no escapes. */
    private static Answer answer(String detail) {
        return new Answer(
                410,
                Map.of("content-type", "application/json", Protocol.OUTCOME, Protocol.UNKNOWN),
                ("{\"detail\":\"" + detail + "\"}").getBytes(StandardCharsets.UTF_8));
    }
}
