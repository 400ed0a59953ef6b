package io.msagent.stateful.lease;

import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Holdings;
import org.jspecify.annotations.Nullable;

/**
 * Where one partition stands in this process. Commands its {@link Holdings} in their order, whatever happens at the same
 * time in the loop, in a hand-over and in the session's thread. Safe for use by any thread.
 */
final class Slot {
    private final int partition;
    private final Holdings holdings;
    private Stage stage = Stage.FREE;
    private @Nullable HeldLease lease;
    private boolean busy;
    private boolean closed;
    private long outdated;
    private long served;

    private enum Stage {
        /** Not held. */
        FREE,
        /** Held, and not served yet. */
        TAKEN,
        OPEN,
        /** Being handed over. */
        MOVING
    }

    Slot(int partition, Holdings holdings) {
        this.partition = partition;
        this.holdings = holdings;
    }

    int partition() {
        return partition;
    }

    /** Whether it could be taken. */
    synchronized boolean isFree() {
        return stage == Stage.FREE && !busy && !closed;
    }

    /** Whether it is neither held nor being moved. */
    synchronized boolean isHeld() {
        return stage != Stage.FREE || busy;
    }

    /** The lease of one that is held, and neither open nor on its way; null of any other. */
    synchronized @Nullable HeldLease toOpen() {
        return stage == Stage.TAKEN ? lease : null;
    }

    /** The lease of one that is held and not on its way; null of any other. */
    synchronized @Nullable HeldLease settled() {
        return stage == Stage.TAKEN || stage == Stage.OPEN ? lease : null;
    }

    /** Whether what a look showed is older than what this process has done to the lock since. */
    synchronized boolean isOutdated(LeaseTable.Seen seen) {
        return seen.index() <= outdated;
    }

    /**
     * The lock was taken.
     *
     * @param before modify index that its key had before
     */
    synchronized void taken(HeldLease by, long before) {
        if (isFree() && by.isHeld()) {
            stage = Stage.TAKEN;
            lease = by;
            outdated = before;
        }
    }

    /** The lock was taken again under a higher epoch, before it was opened. */
    synchronized void retaken(HeldLease from, HeldLease to) {
        if (stage == Stage.TAKEN && lease == from) {
            lease = to;
        }
    }

    synchronized void open(HeldLease by, @Nullable Handed handed) {
        if (stage == Stage.TAKEN && lease == by && by.isHeld()) {
            stage = Stage.OPEN;
            by.serve();
            served = Math.max(served, by.epoch());
            holdings.open(by, handed);
        }
    }

    /**
     * The highest epoch under which this process has served it; whatever of that is still under way is fenced by a higher
     * one only.
     */
    synchronized long served() {
        return served;
    }

    /** Begins a hand-over, which {@link #moved} ends; false if there is nothing to hand over. */
    synchronized boolean close(HeldLease by, @Nullable String heir) {
        if (lease != by || busy || settled() == null) {
            return false;
        }
        if (stage == Stage.OPEN) {
            holdings.close(partition, heir);
        }
        stage = Stage.MOVING;
        busy = true;
        return true;
    }

    /** Whether the hand-over of this lease is still under way, and not overtaken by the lease's end. */
    synchronized boolean isMoving(HeldLease by) {
        return stage == Stage.MOVING && lease == by && by.isHeld();
    }

    /** The hand-over was given up; false if the lease has ended meanwhile. */
    synchronized boolean reopen(HeldLease by, Handed own) {
        if (!isMoving(by)) {
            return false;
        }
        holdings.drop(partition);
        stage = Stage.OPEN;
        holdings.open(by, own);
        return true;
    }

    /** The lock is about to be given back: the lease is over before another can have it. */
    synchronized void end(HeldLease by) {
        if (lease == by) {
            by.end();
        }
    }

    /** The hand-over has ended, one way or another. */
    synchronized void moved() {
        busy = false;
        HeldLease now = lease;
        if (stage == Stage.MOVING && now != null) {
            drop(now);
        }
    }

    /** @param index modify index that the lock's key had when it was held last */
    synchronized void released(long index) {
        outdated = Math.max(outdated, index);
    }

    /** The lease has ended. */
    synchronized void drop(HeldLease by) {
        if (lease == by) {
            by.end();
            lease = null;
            if (by.isServed()) {
                holdings.drop(partition);
            }
            stage = Stage.FREE;
        }
    }

    /** The session of all leases has ended. */
    synchronized void dropOf(Term term) {
        outdated = 0; // another session's looks; and a registry that lost its data counts anew
        HeldLease now = lease;
        if (now != null && now.term() == term) {
            drop(now);
        }
    }

    /** Nothing is held any more, nor ever again. */
    synchronized void close() {
        closed = true;
        HeldLease now = lease;
        if (now != null) {
            drop(now);
        }
    }
}
