package io.msagent.stateful.handover;

import io.msagent.stateful.holding.Handed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one owner hands over of one partition, piece by piece. Not safe for use by several threads. */
final class Parcel {
    private final long epoch;
    private final long number;
    private final int of;
    private final long since;
    private final List<Piece> pieces = new ArrayList<>();
    private long bytes;
    private @Nullable Handed whole;

    Parcel(Piece first, long since) {
        this.epoch = first.epoch();
        this.number = first.parcel();
        this.of = first.of();
        this.since = since;
    }

    /** Of who hands it over. */
    long epoch() {
        return epoch;
    }

    /** By which its sender knows it. */
    long number() {
        return number;
    }

    /** When it began to arrive, in nanoseconds. */
    long since() {
        return since;
    }

    /** How large it is so far. */
    long bytes() {
        return bytes;
    }

    /** Null as long as pieces are missing. */
    @Nullable
    Handed whole() {
        return whole;
    }

    /** Whether a piece belongs to something that was handed over later. */
    boolean isBefore(Piece piece) {
        return epoch < piece.epoch() || (epoch == piece.epoch() && number < piece.parcel());
    }

    /** Whether a piece is the next one. */
    boolean awaits(Piece piece) {
        return epoch == piece.epoch()
                && number == piece.parcel()
                && of == piece.of()
                && pieces.size() == piece.number()
                && whole == null;
    }

    /** @return whether it is complete now */
    boolean add(Piece piece, String service, int partition) throws IOException {
        pieces.add(piece);
        bytes += piece.bytes().length;
        if (pieces.size() < of) {
            return false;
        }
        Handed handed = Piece.whole(pieces);
        pieces.clear();
        if (!handed.service().equals(service) || handed.partition() != partition) {
            throw new IOException("handed over: " + handed.service() + "/" + handed.partition() + " (expected: "
                    + service + "/" + partition + ")");
        }
        whole = handed;
        return true;
    }
}
