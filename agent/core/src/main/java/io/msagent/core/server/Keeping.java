package io.msagent.core.server;

import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.Begun;
import io.msagent.core.server.StatefulCall.NotNow;
import org.jspecify.annotations.Nullable;

/**
 * How a call's outcome is kept for whoever asks again. Ended by exactly one of {@link #end}, {@link #notStarted} and {@link
 * #cancelled}.
 */
interface Keeping {
    /** Of a call whose body may run twice. */
    Keeping NOTHING = new Keeping() {
        @Override
        public @Nullable Answer end(@Nullable Answer outcome) {
            return outcome;
        }

        @Override
        public void notStarted() {}

        @Override
        public void cancelled(Answer answer) {}
    };

    /** Right before the body, on the worker's thread. */
    default Begun begin() throws NotNow {
        return new Begun(null, 0);
    }

    /**
     * The body has ended.
     *
     * @param outcome null if nobody can tell how, or it cannot be written
     * @return what goes out; null: nothing, the connection is cut
     */
    @Nullable
    Answer end(@Nullable Answer outcome);

    /** The body was not started. */
    void notStarted();

    /** The body was not started because its caller gave the call up. */
    void cancelled(Answer answer);
}
