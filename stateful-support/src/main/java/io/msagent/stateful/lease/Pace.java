package io.msagent.stateful.lease;

/**
 * How long a loop pauses: hardly at all after something has happened, then twice as long each time; for longer still while
 * there is nothing to do. Safe for use by any thread.
 */
final class Pace {
    private static final long SHORTEST_MILLIS = 25;
    private static final long LONGEST_BUSY_MILLIS = 1_000;
    private static final long LONGEST_IDLE_MILLIS = 10_000;

    private boolean happened;
    private long millis = SHORTEST_MILLIS;

    synchronized void somethingHappened() {
        happened = true;
        notifyAll();
    }

    /** A request failed: not at once again, but soon. */
    synchronized void failed() {
        try {
            pause(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @param busy whether something is still to be done */
    synchronized void await(boolean busy) throws InterruptedException {
        pause(Math.min(millis, busy ? LONGEST_BUSY_MILLIS : LONGEST_IDLE_MILLIS));
    }

    private void pause(long atMost) throws InterruptedException {
        long until = System.nanoTime() + atMost * 1_000_000;
        long left = atMost;
        while (!happened && left > 0) {
            wait(left);
            left = (until - System.nanoTime() + 999_999) / 1_000_000;
        }
        millis = happened ? SHORTEST_MILLIS : Math.min(atMost * 2, LONGEST_IDLE_MILLIS);
        happened = false;
    }
}
