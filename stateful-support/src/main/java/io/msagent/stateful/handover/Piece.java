package io.msagent.stateful.handover;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.stateful.holding.Handed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A piece of what is handed over: an owner may have more in memory than fits one request.
 *
 * @param epoch of who hands over
 * @param parcel grows with each attempt of who hands over
 * @param number from 0
 * @param of how many there are
 * @param bytes of the whole's JSON
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Piece(long epoch, long parcel, int number, int of, byte[] bytes) {
    /** In base64 about 700 KB. */
    static final int MOST_BYTES = 512 * 1024;

    private static final int MOST_PIECES = 4096;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static List<Piece> of(Handed handed, long parcel) {
        try {
            byte[] all = MAPPER.writeValueAsBytes(handed);
            int count = Math.max(1, (all.length + MOST_BYTES - 1) / MOST_BYTES);
            List<Piece> pieces = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                int end = Math.min(all.length, (i + 1) * MOST_BYTES);
                pieces.add(new Piece(handed.epoch(), parcel, i, count, Arrays.copyOfRange(all, i * MOST_BYTES, end)));
            }
            return pieces;
        } catch (IOException e) {
            throw new UncheckedIOException("records of texts, numbers and bytes can always be written", e);
        }
    }

    /** All of them, in their order, as what they are pieces of. */
    static Handed whole(List<Piece> pieces) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Piece piece : pieces) {
            all.writeBytes(piece.bytes);
        }
        Handed handed = MAPPER.readValue(all.toByteArray(), Handed.class);
        if (handed == null || handed.epoch() != pieces.get(0).epoch) {
            throw new IOException("not what the pieces say it is");
        }
        return handed;
    }

    byte[] json() {
        try {
            return MAPPER.writeValueAsBytes(this);
        } catch (IOException e) {
            throw new UncheckedIOException("a record of numbers and bytes can always be written", e);
        }
    }

    /** @throws IOException if it is none */
    static Piece read(byte[] json) throws IOException {
        Piece piece = MAPPER.readValue(json, Piece.class);
        if (piece == null
                || piece.bytes == null
                || piece.of < 1
                || piece.of > MOST_PIECES
                || piece.number < 0
                || piece.number >= piece.of) {
            throw new IOException("piece: (expected: epoch, parcel, number, of and bytes)");
        }
        return piece;
    }
}
