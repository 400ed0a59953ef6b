package io.msagent.core.context;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionCall;

/** The context of the application around one class loader's methods. Safe for use by any thread. */
public final class AppContext {
    /** Passes a trace on and knows nothing of the application. */
    public static final AppContext NONE = new AppContext(Tracing.NONE, Carriers::none, LogContext.none());

    private final Tracing tracing;
    private final Source carriers;
    private final LogContext logging;

    /** The carriers, or why there are none. */
    @FunctionalInterface
    interface Source {
        Carriers get() throws ContextException;
    }

    AppContext(Tracing tracing, Source carriers, LogContext logging) {
        this.tracing = tracing;
        this.carriers = carriers;
        this.logging = logging;
    }

    /**
     * What travels with the call that this thread is about to make: the trace that the application is in, else the one
     * that came with the call it works for; and what the carriers give.
     *
     * @throws ContextException if a carrier fails, or has captured too much
     */
    public Travelling capture() {
        Trace trace = tracing.current();
        CallContext call = CallContext.current();
        if (trace.isEmpty() && call != null) {
            trace = call.trace();
        }
        Carried carried = carriers.get().capture();
        try {
            String unused = carried.header();
        } catch (IllegalArgumentException e) {
            throw new ContextException("the carriers captured " + e.getMessage(), e);
        }
        return new Travelling(trace, carried);
    }

    /** Says to the application's tracing which transaction the call belongs to that it is about to make. */
    public void belongsTo(TransactionCall place) {
        tracing.belongsTo(place.id());
    }

    /**
     * The trace that a call which has just arrived on this thread belongs to. If a tracing agent has opened a span for the
     * request, that one is continued, so that the body's spans hang below it.
     *
     * @param sent what the caller sent
     */
    public Trace arrived(Trace sent) {
        Trace here = tracing.current();
        return here.parent() != null && (sent.parent() == null || here.continues(sent))
                ? new Trace(here.parent(), here.state(), sent.baggage())
                : sent;
    }

    /**
     * Puts the context of a call in place for its body.
     *
     * @throws ContextException if a carrier fails; nothing is in place then
     */
    public Restored enter(CallContext call, Carried carried) {
        Restored restored = carriers.get().restore(carried);
        TransactionCall place = call.transaction();
        if (place != null) {
            // of the span that is around the body, before it is left
            tracing.belongsTo(place.id());
        }
        Restored traced = tracing.enter(call.trace());
        Restored logged = logging.enter(
                call.id().value(), place == null ? null : place.id().value());
        return () -> {
            logged.close();
            traced.close();
            restored.close();
        };
    }

    /**
     * Puts it in place for a body that runs in the caller's own process, but on another thread than the call was made on.
     *
     * @throws ContextException if a carrier fails; nothing is in place then
     */
    public Restored enterHere(Travelling context) {
        Restored restored = carriers.get().restore(context.carried());
        Restored traced = tracing.enter(context.trace());
        return () -> {
            traced.close();
            restored.close();
        };
    }
}
