package io.msagent.orchestrator.replica;

import java.time.Duration;

/**
 * How long a process has been silent. Only time in which somebody listened counts: if this process stood still itself, a
 * little of that at most. Not safe for use by several threads.
 */
final class Silence {
    private static final Duration MOST_AT_ONCE = Duration.ofSeconds(3);

    private Duration length = Duration.ZERO;

    void heard() {
        length = Duration.ZERO;
    }

    /**
     * Nothing was heard.
     *
     * @param since how long ago somebody listened before
     */
    void goesOn(Duration since) {
        length = length.plus(since.compareTo(MOST_AT_ONCE) > 0 ? MOST_AT_ONCE : since);
    }

    boolean isLongerThan(Duration limit) {
        return length.compareTo(limit) > 0;
    }
}
