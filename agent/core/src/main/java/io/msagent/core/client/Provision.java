package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;

/** Asks for an instance of a service that nobody serves yet. */
public interface Provision {

    /** Never has anybody to ask. */
    Provision NONE = (method, deadline) -> new Answer.Nobody("asking is switched off (provide=false)");

    /** Blocks until an instance serves, or none will come, or the deadline; interruptible. */
    Answer provide(ServiceMethod method, Deadline deadline) throws InterruptedException;

    /** What came of it. */
    sealed interface Answer {
        /** An instance is registered and answers. */
        record Provided() implements Answer {}

        /** There is no orchestrator to ask. */
        record Nobody(String why) implements Answer {}

        /** The orchestrator could not start one, and says why (with the tail of the instance's log). */
        record Failed(String why) implements Answer {}
    }
}
