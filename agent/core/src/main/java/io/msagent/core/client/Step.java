package io.msagent.core.client;

import io.msagent.MicroserviceException;
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
}
