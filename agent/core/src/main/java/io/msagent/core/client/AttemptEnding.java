package io.msagent.core.client;

import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.metrics.Ending;
import java.util.ArrayList;
import java.util.List;

/**
 * How one attempt ended, for the metrics.
 *
 * @param ordinal its place in {@link #ALL}
 */
record AttemptEnding(int ordinal, String status, String error) implements Ending {
    private static final List<AttemptEnding> MADE = new ArrayList<>();

    private static final AttemptEnding RETURNED = make("returned", "");
    private static final AttemptEnding THREW = make("threw", "threw");
    private static final AttemptEnding UNREACHABLE = make("not-started", "unreachable");
    private static final AttemptEnding LOST = make("unknown", "lost");
    private static final AttemptEnding GIVEN_UP = make("unknown", "given-up");
    private static final AttemptEnding FORGOTTEN = make("unknown", "forgotten");
    private static final AttemptEnding UNREADABLE = make("unknown", "unreadable");
    private static final List<AttemptEnding> REFUSED = List.of(NotStarted.values()).stream()
            .map(r -> make("not-started", r.wireName()))
            .toList();

    /** All there are. */
    static final List<AttemptEnding> ALL = List.copyOf(MADE);

    private static AttemptEnding make(String status, String error) {
        AttemptEnding ending = new AttemptEnding(MADE.size(), status, error);
        MADE.add(ending);
        return ending;
    }

    /** @param givenUp whether another attempt at the same call was quicker */
    static AttemptEnding of(Outcome outcome, boolean givenUp) {
        if (outcome instanceof Outcome.Returned) {
            return RETURNED;
        }
        if (outcome instanceof Outcome.Threw) {
            return THREW;
        }
        if (outcome instanceof Outcome.Refused refused) {
            return REFUSED.get(refused.reason().ordinal());
        }
        if (outcome instanceof Outcome.Forgotten) {
            return FORGOTTEN;
        }
        if (givenUp && (outcome instanceof Outcome.Unreachable || outcome instanceof Outcome.Lost)) {
            return GIVEN_UP;
        }
        if (outcome instanceof Outcome.Unreachable) {
            return UNREACHABLE;
        }
        return outcome instanceof Outcome.Lost ? LOST : UNREADABLE;
    }
}
