package io.msagent.stateful.handover;

import io.msagent.core.partition.Partitions;
import io.msagent.stateful.holding.Handed;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What owners of partitions of one service have handed over to this instance, until it has the lease. What it does not get in
 * minutes is dropped: another has it, or nobody ever will. Safe for use by any thread.
 */
public final class Parcels {
    private static final long KEPT_NANOS = Duration.ofMinutes(3).toNanos();

    private final String service;
    private final LongSupplier nanoTime;
    private final long mostBytes;
    private final Map<Integer, Parcel> byPartition = new HashMap<>();

    /** Says whether what has arrived whole may still be adopted. */
    @FunctionalInterface
    public interface Expectation {
        /** @param epoch of who handed it over */
        boolean holds(int partition, long epoch);
    }

    /** @param nanoTime a monotonic clock */
    public Parcels(String service, LongSupplier nanoTime) {
        this(service, nanoTime, Runtime.getRuntime().maxMemory() / 2);
    }

    /** @param mostBytes more than this is not kept at a time */
    Parcels(String service, LongSupplier nanoTime, long mostBytes) {
        this.service = service;
        this.nanoTime = nanoTime;
        this.mostBytes = mostBytes;
    }

    /**
     * Takes a piece. The first piece of a later hand-over replaces what came before for the partition; of an earlier one it
     * is refused, as it may have been on its way for long.
     *
     * @return whether it is complete now
     * @throws IOException if it is no piece, or the whole is not what it should be; the message says so
     */
    public synchronized boolean add(int partition, byte[] json) throws IOException {
        dropOld();
        if (partition < 0 || partition >= Partitions.COUNT) {
            throw new IOException("partition: " + partition + " (expected: 0 to " + (Partitions.COUNT - 1) + ")");
        }
        Piece piece = Piece.read(json);
        Parcel parcel = byPartition.get(partition);
        if (piece.number() == 0) {
            if (parcel != null && !parcel.isBefore(piece)) {
                throw new IOException("hand-over of " + service + "/" + partition + ": is older than what is here");
            }
            parcel = new Parcel(piece, nanoTime.getAsLong());
            byPartition.put(partition, parcel);
        }
        if (parcel == null || !parcel.awaits(piece)) {
            throw new IOException("piece " + piece.number() + " of " + service + "/" + partition
                    + ": its beginning is not here (expected: pieces in their order, from 0)");
        }
        if (byPartition.values().stream().mapToLong(Parcel::bytes).sum() + piece.bytes().length > mostBytes) {
            byPartition.remove(partition);
            throw new IOException("hand-over of " + service + "/" + partition + ": more than " + mostBytes
                    + " bytes would be kept (expected: at most half of the heap; see -Xmx)");
        }
        return parcel.add(piece, service, partition);
    }

    /**
     * What the owner before has handed over; forgets whatever there is of the partition.
     *
     * @param epoch of that owner; what another one handed over is of no use
     * @param number by which that owner knew it; what else it handed over is of no use either
     */
    public synchronized @Nullable Handed take(int partition, long epoch, long number) {
        dropOld();
        Parcel parcel = byPartition.remove(partition);
        return parcel != null && parcel.epoch() == epoch && parcel.number() == number ? parcel.whole() : null;
    }

    /** Whether something of the partition has arrived whole. */
    public synchronized boolean has(int partition) {
        Parcel parcel = byPartition.get(partition);
        return parcel != null && parcel.whole() != null;
    }

    /** Keeps only what has arrived whole and may still be adopted. */
    public synchronized void keepTo(Expectation expected) {
        for (Iterator<Map.Entry<Integer, Parcel>> all = byPartition.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<Integer, Parcel> one = all.next();
            Parcel parcel = one.getValue();
            if (parcel.whole() == null || !expected.holds(one.getKey(), parcel.epoch())) {
                all.remove();
            }
        }
    }

    /** How many partitions something is kept of. */
    public synchronized int size() {
        dropOld();
        return byPartition.size();
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        byPartition.values().removeIf(parcel -> now - parcel.since() >= KEPT_NANOS);
    }
}
