package io.msagent.core.client;

import io.msagent.MicroserviceException;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Where a call stands after one thing was done for it. */
sealed interface Step {

    /** The body returned. */
    record Returned(@Nullable Object value) implements Step {}

    /** The body threw. */
    record Threw(Throwable exception) implements Step {}

    /** The machinery failed for good. */
    record Failed(MicroserviceException exception) implements Step {}

    /**
     * Nobody serves it, the body has certainly not started, and it may run here.
     *
     * @param whatToDo how a person can mend it; a sentence without its full stop
     * @param nobodyToAsk whether that is because there is no registry or no orchestrator, which holds for all services
     */
    record RunHere(String why, String whatToDo, boolean nobodyToAsk) implements Step {}

    /** Not yet over: to be taken up again after the pause. */
    record Again(Duration pause) implements Step {}

    /** Where a call ends if its body has ended, or its end cannot be read or found out any more; else null. */
    static @Nullable Step ended(Outcome outcome, CallHistory history) {
        if (outcome instanceof Outcome.Returned returned) {
            return new Returned(returned.value());
        }
        if (outcome instanceof Outcome.Threw threw) {
            return new Threw(threw.exception());
        }
        if (outcome instanceof Outcome.Forgotten forgotten) {
            return new Failed(history.unknown(forgotten.detail()));
        }
        return outcome instanceof Outcome.Unreadable unreadable
                ? new Failed(history.unreadable(unreadable.cause()))
                : null;
    }

    /** Where a call ends that is refused for a reason which no other attempt can mend. */
    static Step refused(Outcome.Refused refused, CallHistory history) {
        String why = refused.reason().wireName() + ": " + refused.detail();
        if (history.bodyMayHaveRun()) {
            return new Failed(history.unknown("an answer was lost, and now another instance refuses: " + why));
        }
        if (refused.reason() == NotStarted.DEADLOCK) {
            return new Failed(history.deadlock(refused.detail()));
        }
        String whatToDo = refused.reason() == NotStarted.UNAUTHORISED
                ? "Give caller and provider the same cluster token (token, token.file or MS_TOKEN)."
                : "Check what it complains of; arguments against wire.allow and wire.max-bytes.";
        return new Failed(history.refused(why, whatToDo, null));
    }
}
