package io.msagent.core.server;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import org.jspecify.annotations.Nullable;

/** A call of a stateful service that has arrived. Ended by exactly one of its endings. */
public interface StatefulCall {

    /** What it calls. */
    ServedMethod method();

    /** The call's id. */
    CallId id();

    /** Its place in its transaction; of a request that names none, one of its own. */
    TransactionCall transaction();

    /** Its key: a string as it is, a number in digits; the transaction's id where the method has no key. */
    String key();

    /** What a repeated attempt says of the first; null: this is the first. */
    @Nullable
    Repeat repeat();

    /** When it arrived, as this process counts. */
    Arrival arrival();

    /**
     * A call's place in the order in which calls have arrived at a process.
     *
     * @param incarnation the process's
     * @param number grows; a call whose sender knew a mark before it was sent has a higher one than that mark
     */
    record Arrival(String incarnation, long number) {}

    /** When its caller stops waiting. */
    Deadline deadline();

    /** The encoded arguments as they came. */
    byte[] arguments();

    /** Ending: a worker runs the body as the unit says. Never blocks; a full queue is the unit's {@link Unit#notStarted}. */
    void start(Unit unit);

    /**
     * Ending: the body was not started.
     *
     * @param owner id of the instance to go to; null if that is not known
     */
    void refuse(NotStarted reason, String detail, @Nullable String owner);

    /** The outcome of a body that has thrown this; null if not even that can be written. */
    @Nullable
    Answer threw(Throwable thrown);

    /** Ending: the outcome of its first arrival. */
    void answer(Answer recorded);

    /** Ending: the body may have run, and nobody knows any more. */
    void unknown(String detail);

    /** Ending without an answer: the caller shall find out where the outcome is now. */
    void cut();

    /**
     * It waits for the outcome of its first arrival, whose body may run: when its time is over it is cut, and not said to be
     * not started.
     */
    void join();

    /** What happens when the caller gives it up before it has ended; set at most once, and called at once if it has. */
    void onCancel(Runnable action);

    /** What surrounds one run of a body; all on the worker's thread, in this order. */
    interface Unit {
        /**
         * Right before the body; may block.
         *
         * @throws NotNow if the body must not run
         */
        Begun begin() throws NotNow;

        /**
         * The body has ended; its effect and its outcome are kept here. May block.
         *
         * @param outcome as it is to go out
         * @return what goes out: the outcome, or another answer; null: nothing, the connection is cut
         */
        @Nullable
        Answer end(Answer outcome);

        /** Instead of {@link #end}: the body was not started. */
        void notStarted();

        /** Instead of {@link #end}: the body may have run, and nobody can tell how it ended. */
        void lost();
    }

    /**
     * What a body runs with.
     *
     * @param object what it runs on; null: the provider's own
     * @param epoch of the lease that it runs under
     */
    record Begun(@Nullable Object object, long epoch) {}

    /** The body must not run: how the call ends instead. */
    final class NotNow extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Instead instead;

        /** @param instead ends the call; called once, by who catches this */
        public NotNow(Instead instead) {
            super("not now", null, false, false);
            this.instead = instead;
        }

        /** Ends the call. */
        public void end(StatefulCall call) {
            instead.end(call);
        }

        /** One of the call's endings. */
        @FunctionalInterface
        public interface Instead {
            /** Ends it. */
            void end(StatefulCall call);
        }
    }
}
