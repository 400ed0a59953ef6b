package io.msagent.orchestrator.store;

import io.msagent.orchestrator.model.Policy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of value that orchestrators share: {@code ms-agent/FOLDER/NAME} in the registry.
 *
 * @param folder the part of the key before the name
 * @param type what the JSON is
 */
public record Kind<T>(String folder, Class<T> type) {
    /** How a service is started; by service. Written by whoever a caller asked. */
    public static final Kind<StoredLaunch> LAUNCH = new Kind<>("launch", StoredLaunch.class);
    /** By instance; written by the leader. */
    public static final Kind<SpawnRecord> SPAWN = new Kind<>("spawn", SpawnRecord.class);
    /** By instance; written by the supervisor of its host. */
    public static final Kind<ProcessRecord> PROCESS = new Kind<>("process", ProcessRecord.class);
    /** How many instances there shall be now; by service; written by the leader. */
    public static final Kind<Count> DESIRED = new Kind<>("desired", Count.class);
    /** By service; a wish of people. */
    public static final Kind<PolicyRecord> POLICY = new Kind<>("policy", PolicyRecord.class);
    /** That a caller waits for an instance; by service; a wish. */
    public static final Kind<Mark> DEMAND = new Kind<>("demand", Mark.class);
    /** That older instances are to be replaced; by service; a wish. */
    public static final Kind<Mark> RESTART = new Kind<>("restart", Mark.class);
    /** That a host is to be emptied; by host; a wish. */
    public static final Kind<Mark> DRAIN = new Kind<>("drain", Mark.class);
    /** That an instance is to end; by instance; a wish. */
    public static final Kind<Mark> RETIRE = new Kind<>("retire", Mark.class);
    /** By service; written by the leader. */
    public static final Kind<HistoryRecord> HISTORY = new Kind<>("history", HistoryRecord.class);
    /** By host; written by its supervisor. */
    public static final Kind<HostRecord> HOST = new Kind<>("host", HostRecord.class);

    static final List<Kind<?>> ALL =
            List.of(LAUNCH, SPAWN, PROCESS, DESIRED, POLICY, DEMAND, RESTART, DRAIN, RETIRE, HISTORY, HOST);
    static final Map<String, Kind<?>> BY_FOLDER =
            ALL.stream().collect(Collectors.toMap(Kind::folder, Function.identity()));

    /** The key of the value of that name. */
    public String key(String name) {
        return Store.ROOT + folder + "/" + name;
    }

    /** A number of instances, 0 to {@link Policy#MOST}. */
    public record Count(int count) {
        /** Checks the bounds. */
        public Count {
            if (count < 0 || count > Policy.MOST) {
                throw new IllegalArgumentException(count + " (expected: a whole number from 0 to " + Policy.MOST + ")");
            }
        }
    }

    /**
     * That something is wished.
     *
     * @param at since when, ISO 8601; empty: since the leader hears of it, by whose clock all is decided
     */
    public record Mark(String at) {
        /** For the leader to put its time on. */
        public static final Mark NEW = new Mark("");

        /** Since when, for who has this time now; never in its future. */
        public Instant since(Instant now) {
            if (at.isEmpty()) {
                return now;
            }
            Instant then = Instant.parse(at);
            return then.isAfter(now) ? now : then;
        }
    }
}
