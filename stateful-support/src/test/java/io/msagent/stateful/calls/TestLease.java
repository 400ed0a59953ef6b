package io.msagent.stateful.calls;

import io.msagent.stateful.holding.Lease;

/** A lease that ends when a test says so. */
final class TestLease implements Lease {
    private final int partition;
    private final long epoch;
    private volatile boolean held = true;

    TestLease(int partition, long epoch) {
        this.partition = partition;
        this.epoch = epoch;
    }

    void end() {
        held = false;
    }

    @Override
    public void end(String why) {
        end();
    }

    @Override
    public String service() {
        return TestService.NAME;
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
        return held;
    }
}
