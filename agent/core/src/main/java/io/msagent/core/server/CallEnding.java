package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.metrics.Ending;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.wire.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How a call was answered, for the metrics.
 *
 * @param ordinal its place in {@link #ALL}
 */
record CallEnding(int ordinal, String status, String error) implements Ending {
    /** All there are. */
    static final List<CallEnding> ALL;

    /** The connection was cut instead. */
    static final CallEnding UNANSWERED;

    private static final Map<String, CallEnding> BY_ANSWER = new HashMap<>();

    static {
        List<CallEnding> all = new ArrayList<>();
        BY_ANSWER.put(Protocol.RETURNED, new CallEnding(0, Protocol.RETURNED, ""));
        BY_ANSWER.put(Protocol.THREW, new CallEnding(1, Protocol.THREW, "threw"));
        UNANSWERED = new CallEnding(2, "unknown", "unanswered");
        all.add(BY_ANSWER.get(Protocol.RETURNED));
        all.add(BY_ANSWER.get(Protocol.THREW));
        all.add(UNANSWERED);
        BY_ANSWER.put(Protocol.UNKNOWN, new CallEnding(all.size(), Protocol.UNKNOWN, "forgotten"));
        all.add(BY_ANSWER.get(Protocol.UNKNOWN));
        for (NotStarted reason : NotStarted.values()) {
            CallEnding ending = new CallEnding(all.size(), Protocol.NOT_STARTED, reason.wireName());
            all.add(ending);
            BY_ANSWER.put(reason.wireName(), ending);
        }
        ALL = List.copyOf(all);
    }

    /** What this answer says; anything but an answer to a call counts as none. */
    static CallEnding of(Answer answer) {
        String outcome = answer.headers().get(Protocol.OUTCOME);
        String name = answer.headers().getOrDefault(Protocol.REASON, outcome == null ? "" : outcome);
        return BY_ANSWER.getOrDefault(name, UNANSWERED);
    }

    static CallEnding of(NotStarted reason) {
        return ALL.get(ALL.size() - NotStarted.values().length + reason.ordinal());
    }
}
