package io.msagent.core.context;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.call.Trace;
import io.msagent.core.call.TransactionId;

/** The application's tracing, as far as calls need it. Never throws. Safe for use by any thread. */
interface Tracing {
    /** There is none. */
    Tracing NONE = new Tracing() {
        @Override
        public Trace current() {
            return Trace.NONE;
        }

        @Override
        public Restored enter(Trace trace) {
            return () -> {};
        }

        @Override
        public void belongsTo(TransactionId transaction) {}
    };

    /** The trace that the current thread is in; {@link Trace#NONE} if in none. */
    Trace current();

    /** Makes the thread part of the trace, and of no other, until it is closed. */
    Restored enter(Trace trace);

    /** Notes the transaction in the span that the thread is in, if it is in one. */
    void belongsTo(TransactionId transaction);
}
