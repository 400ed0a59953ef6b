package io.msagent.core.server;

import java.util.Map;

/**
 * What a provider has to do at one moment. Immutable.
 *
 * @param running bodies that run
 * @param queued calls that wait for a worker
 * @param blocked bodies that wait for nested calls or for their own futures
 * @param capacity bodies that can run at the same time
 * @param busy share of the workers' time in which they ran bodies, over the last half to whole minute; from 0 to 1
 * @param busyMicros time that workers have spent in bodies since the start, summed, in microseconds
 * @param upMicros time since the start, in microseconds, by a clock that nobody sets
 * @param calls answered calls since the start: {@code returned}, {@code threw}, the wire names of
 *     {@link io.msagent.core.call.NotStarted}, and {@code unanswered} for those cut off; only what has happened is named
 */
public record Load(
        int running,
        int queued,
        int blocked,
        int capacity,
        double busy,
        long busyMicros,
        long upMicros,
        Map<String, Long> calls) {
    /** Copies the map. */
    public Load {
        calls = Map.copyOf(calls);
    }
}
