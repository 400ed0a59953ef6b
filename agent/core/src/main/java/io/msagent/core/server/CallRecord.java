package io.msagent.core.server;

import io.msagent.core.call.CallId;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The provider's record of calls: a repeated call id gets the recorded answer, or waits for the running body, and starts
 * nothing. Bounded by count, bytes and age. Safe for use by any thread.
 */
public interface CallRecord {

    /**
     * Notes that a call has arrived; atomic: of several arrivals of one id exactly one is first.
     *
     * @return null if a repetition has ended here whose answer was dropped: this is the first attempt, which comes late
     */
    @Nullable
    Claim claim(CallId id);

    /**
     * The same for an arrival that says of itself that it is not the first. It is taken for the first all the same if that
     * one has certainly not arrived: nothing that arrived after the mark has been dropped from the record.
     *
     * @param mark a {@link #mark} from before the first attempt left its caller; negative: none is known
     * @return null if the id is not known and may have been dropped: its body may have run
     */
    @Nullable
    Claim claimRepeated(CallId id, long mark);

    /** How many calls have arrived so far; whatever arrives from now on counts higher. */
    long mark();

    /**
     * A call has arrived whose outcome is kept elsewhere: it counts, and nothing is noted.
     *
     * @return its number; that of whatever arrives from now on is higher
     */
    long arrived();

    /** How many calls it knows, running ones included. */
    int size();

    /** What became of a claim. */
    interface Claim {
        /** Whether this arrival is the one that runs the body. */
        boolean first();

        /** The answer, now or when the first arrival has it; completes exceptionally if the body was not started after all. */
        CompletionStage<Answer> answer();

        /** The first arrival's answer, once. */
        void complete(Answer answer);

        /** The first arrival did not start the body after all: the id is free again. */
        void withdraw();
    }

    /**
     * An answer as it goes out.
     *
     * @param status HTTP status
     * @param headers headers beside the standard ones
     * @param body the encoded result or exception
     */
    record Answer(int status, Map<String, String> headers, byte[] body) {}
}
