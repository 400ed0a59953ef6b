package io.msagent.stateful.lease;

import io.msagent.stateful.holding.Lease;

/** A lock that was taken. */
final class HeldLease implements Lease {
    private final String service;
    private final int partition;
    private final long epoch;
    private final Term term;
    private volatile boolean served;
    private volatile boolean ended;

    HeldLease(String service, int partition, long epoch, Term term) {
        this.service = service;
        this.partition = partition;
        this.epoch = epoch;
        this.term = term;
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
