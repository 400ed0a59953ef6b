package io.msagent.stateful.handover;

import io.msagent.stateful.holding.Handed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What owners of partitions of one service have handed over to this instance, until it has the lease. What it does not get in
 * minutes is dropped: another has it, or nobody ever will. Safe for use by any thread.
 */
public final class Parcels {
    private static final long KEPT_NANOS = Duration.ofMinutes(3).toNanos();

    /** Between the first piece and the release of the lock there is hardly ever more. */
    private static final long EXPECTED_NANOS = Duration.ofSeconds(3).toNanos();

    private final String service;
    private final LongSupplier nanoTime;
    private final Map<Integer, Parcel> byPartition = new HashMap<>();

    private static final class Parcel {
        final long epoch;
        final Piece[] pieces;
        final long since;

        @Nullable
        Handed whole;

        Parcel(long epoch, int pieces, long since) {
            this.epoch = epoch;
            this.pieces = new Piece[pieces];
            this.since = since;
        }
    }

    /** @param nanoTime a monotonic clock */
    public Parcels(String service, LongSupplier nanoTime) {
        this.service = service;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a piece. The first piece of a hand-over, of whatever epoch, replaces what came before for the partition.
     *
     * @return whether it is complete now
     * @throws IOException if it is no piece, or the whole is not what it should be; the message says so
     */
    public synchronized boolean add(int partition, byte[] json) throws IOException {
        dropOld();
        Piece piece = Piece.read(json);
        Parcel parcel = byPartition.get(partition);
        if (piece.number() == 0) {
            parcel = new Parcel(piece.epoch(), piece.of(), nanoTime.getAsLong());
            byPartition.put(partition, parcel);
        }
        if (parcel == null
                || parcel.epoch != piece.epoch()
                || parcel.pieces.length != piece.of()
                || parcel.whole != null) {
            throw new IOException("piece " + piece.number() + " of " + service + "/" + partition
                    + ": its beginning is not here (expected: pieces in their order, from 0)");
        }
        parcel.pieces[piece.number()] = piece;
        List<Piece> all = new ArrayList<>(Arrays.asList(parcel.pieces));
        if (all.stream().anyMatch(Objects::isNull)) {
            return false;
        }
        Handed whole = Piece.whole(all);
        if (!whole.service().equals(service) || whole.partition() != partition) {
            throw new IOException("handed over: " + whole.service() + "/" + whole.partition() + " (expected: " + service
                    + "/" + partition + ")");
        }
        parcel.whole = whole;
        Arrays.fill(parcel.pieces, null);
        return true;
    }

    /**
     * What the owner before has handed over; forgets whatever there is of the partition.
     *
     * @param epoch of that owner; what another one handed over is of no use
     */
    public synchronized @Nullable Handed take(int partition, long epoch) {
        dropOld();
        Parcel parcel = byPartition.remove(partition);
        return parcel != null && parcel.epoch == epoch ? parcel.whole : null;
    }

    /** Whether an owner has begun to hand something over so lately that its lock may still come. */
    public synchronized boolean isExpecting() {
        long now = nanoTime.getAsLong();
        return byPartition.values().stream().anyMatch(parcel -> now - parcel.since < EXPECTED_NANOS);
    }

    /** How many partitions something is kept of. */
    public synchronized int size() {
        dropOld();
        return byPartition.size();
    }

    private void dropOld() {
        long now = nanoTime.getAsLong();
        byPartition.values().removeIf(parcel -> now - parcel.since >= KEPT_NANOS);
    }
}
