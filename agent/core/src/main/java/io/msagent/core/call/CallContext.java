package io.msagent.core.call;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread is executing a body for, so that nested calls inherit from it.
 *
 * @param id the call's id
 * @param deadline when the caller stops waiting
 * @param depth how many calls deep this one is nested; 0 for a call that no body made
 * @param service the service that was called; empty if it does not matter
 * @param trace the trace that came with the call
 * @param transaction its place in its transaction; null if it is in none
 * @param epoch of the lease under which a stateful body runs, which only grows: a fencing token; 0 if there is none
 * @param statefulCalls how many calls of stateful methods the body has made outside of any transaction; counts on
 */
public record CallContext(
        CallId id,
        Deadline deadline,
        int depth,
        String service,
        Trace trace,
        @Nullable TransactionCall transaction,
        long epoch,
        AtomicInteger statefulCalls) {
    private static final ThreadLocal<@Nullable CallContext> CURRENT = new ThreadLocal<>();

    /** One in no transaction. */
    public CallContext(CallId id, Deadline deadline, int depth, String service, Trace trace) {
        this(id, deadline, depth, service, trace, null, 0);
    }

    /** One whose body has called nothing yet. */
    public CallContext(
            CallId id,
            Deadline deadline,
            int depth,
            String service,
            Trace trace,
            @Nullable TransactionCall transaction,
            long epoch) {
        this(id, deadline, depth, service, trace, transaction, epoch, new AtomicInteger());
    }

    /** One without a service and a trace. */
    public CallContext(CallId id, Deadline deadline, int depth) {
        this(id, deadline, depth, "", Trace.NONE);
    }

    /** The call this thread works for, or null outside of any. */
    public static @Nullable CallContext current() {
        return CURRENT.get();
    }

    /** Makes this the thread's call until the scope is closed; scopes nest. */
    public Scope open() {
        CallContext before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** Ends what {@link #open} began; on the same thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        @Override
        void close();
    }
}
