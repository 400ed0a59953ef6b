package io.msagent;

import java.util.Map;

/**
 * Takes what an application keeps beside its arguments (a tenant, a user, its logger's MDC) along with each call: {@link
 * #capture} on the thread that makes the call, {@link #restore} on the thread that runs the body.
 *
 * <p>Implementations are named in {@code META-INF/services/io.msagent.CallContextCarrier} of the application, or in the
 * setting {@code context.carriers}; they need a public constructor without parameters. Each class loader that holds marked
 * methods gets one instance of each, which many threads use at the same time. A carrier gets back what it captured itself
 * and never sees another's entries. Without the agent nobody calls it: the body runs on the caller's own thread.
 *
 * <p>A body never runs without its context: if {@link #capture} or {@link #restore} throws, or if what was captured is
 * larger than may travel, the call ends with {@link CallRefusedException} and its body has not started. What {@link
 * Restored#close} throws comes too late for that and is logged.
 */
public interface CallContextCarrier {

    /**
     * What travels with the call that the current thread is about to make; also with one that a body makes, which thereby
     * passes on what that body has then.
     *
     * @return names and values, none of them null; empty for nothing. All carriers together may send 64 entries and 4,096
     *     bytes, percent-encoded
     */
    Map<String, String> capture();

    /**
     * Puts it in place on the thread that is about to run the body.
     *
     * @param values what {@link #capture} returned at the caller; empty if it sent nothing
     * @return is closed on the same thread when the body has ended, to leave the thread as it was
     */
    Restored restore(Map<String, String> values);

    /** Ends what {@link #restore} began. */
    @FunctionalInterface
    interface Restored extends AutoCloseable {
        @Override
        void close();
    }
}
