package io.msagent.orchestrator.lead;

import java.time.Duration;

/**
 * How long nothing has been heard of somebody: a process, or a thread of this one. Only time in which somebody listened counts: if this process stood still itself, a
 * little of that at most. Not safe for use by several threads.
 */
public final class Silence {
    private static final Duration MOST_AT_ONCE = Duration.ofSeconds(3);

    private Duration length = Duration.ZERO;

    /** Something was heard. */
    public void heard() {
        length = Duration.ZERO;
    }

    /**
     * Nothing was heard.
     *
     * @param since how long ago somebody listened before
     */
    public void goesOn(Duration since) {
        length = length.plus(since.compareTo(MOST_AT_ONCE) > 0 ? MOST_AT_ONCE : since);
    }

    /** Whether it has lasted longer. */
    public boolean isLongerThan(Duration limit) {
        return length.compareTo(limit) > 0;
    }
}
