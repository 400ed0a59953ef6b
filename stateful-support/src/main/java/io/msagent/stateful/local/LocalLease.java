package io.msagent.stateful.local;

import io.msagent.stateful.holding.Lease;
import java.util.function.BiConsumer;

/** Held until what it guards has shown another owner. */
final class LocalLease implements Lease {
    private final String service;
    private final int partition;
    private final long epoch;
    private final BiConsumer<LocalLease, String> onEnd;
    private boolean ended;

    /** @param onEnd told once, with the reason; must not block */
    LocalLease(String service, int partition, long epoch, BiConsumer<LocalLease, String> onEnd) {
        this.service = service;
        this.partition = partition;
        this.epoch = epoch;
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
    public synchronized boolean isHeld() {
        return !ended;
    }

    @Override
    public synchronized void end(String why) {
        if (!ended) {
            ended = true;
            onEnd.accept(this, why);
        }
    }

    @Override
    public String toString() {
        return service + "/" + partition + " under epoch " + epoch;
    }
}
