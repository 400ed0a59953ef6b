package io.msagent.stateful.lease;

import io.msagent.stateful.holding.Lease;
import org.jspecify.annotations.Nullable;

/** A lock that was taken. */
final class HeldLease implements Lease {
    private final String service;
    private final int partition;
    private final long epoch;
    private final Term term;
    private final Runnable onEnd;
    private volatile boolean served;
    private volatile boolean ended;
    private volatile @Nullable String why;

    /** @param onEnd told, by whatever thread, when it was ended before its time; must not block */
    HeldLease(String service, int partition, long epoch, Term term, Runnable onEnd) {
        this.service = service;
        this.partition = partition;
        this.epoch = epoch;
        this.term = term;
        this.onEnd = onEnd;
    }

    @Override
    public String service() {
        return service;
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean isHeld() {
        return !ended && term.isSure();
    }

    @Override
    public void end(String clause) {
        if (isHeld()) {
            why = clause;
            ended = true;
            onEnd.run();
        }
    }

    /** Why it was ended before its time; null if it was not. */
    @Nullable
    String why() {
        return why;
    }

    /** The same under another epoch. */
    HeldLease under(long other) {
        return new HeldLease(service, partition, other, term, onEnd);
    }

    /** By which session. */
    Term term() {
        return term;
    }

    /** Whether its calls were ever let in. */
    boolean isServed() {
        return served;
    }

    void serve() {
        served = true;
    }

    void end() {
        ended = true;
    }

    @Override
    public String toString() {
        return service + "/" + partition + " under epoch " + epoch;
    }
}
