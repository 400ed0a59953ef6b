package io.msagent.stateful.handover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.CallId;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.KeyState;
import io.msagent.stateful.holding.Handed.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ParcelsTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may overflow
    private final Parcels parcels = new Parcels("cart", clock::get);

    @Test
    void whatIsHandedOverArrivesWhole() throws IOException {
        byte[] large = new byte[3 * Piece.MOST_BYTES];
        new Random(1).nextBytes(large);
        CallId id = CallId.next();
        TransactionCall call = new TransactionCall(new TransactionId(id.value()), "2.1", true);
        Handed handed = new Handed(
                "cart",
                17,
                42,
                List.of(
                        new KeyState("ä \"key\"", "shop.Cart", large, false),
                        new KeyState("", "shop.Cart", new byte[0], true)),
                List.of(new Outcome(id, call, new Answer(500, Map.of("ms-error", "x"), new byte[] {0, -1, 7}))),
                Map.of("incarnation", 9L));

        List<Piece> pieces = Piece.of(handed);
        assertThat(pieces).hasSizeGreaterThan(4);
        for (Piece piece : pieces) {
            assertThat(piece.json().length).isLessThan(1024 * 1024);
            assertThat(parcels.add(17, piece.json())).isEqualTo(piece.number() == pieces.size() - 1);
        }

        Handed arrived = parcels.take(17, 42);
        assertThat(Arrays.equals(arrived.states().get(0).state(), large)).isTrue();
        assertThat(arrived.states()).extracting(KeyState::key).containsExactly("ä \"key\"", "");
        assertThat(arrived.states()).extracting(KeyState::className).containsOnly("shop.Cart");
        assertThat(arrived.outcomes()).usingRecursiveComparison().isEqualTo(handed.outcomes());
        assertThat(arrived.vouches()).isEqualTo(handed.vouches());
        assertThat(parcels.take(17, 42)).as("only once").isNull();
    }

    @Test
    void anotherOwnersIsOfNoUse() throws IOException {
        add(handed(3, 7));
        assertThat(parcels.take(3, 8)).isNull();
        assertThat(parcels.size()).isZero();
    }

    @Test
    void aLaterHandOverReplacesAnEarlierOne() throws IOException {
        add(handed(3, 7));
        add(handed(3, 9));
        assertThat(parcels.take(3, 9)).isNotNull();
    }

    @Test
    void halfOfItIsNothing() throws IOException {
        byte[] half = new Piece(5, 0, 2, new byte[] {'{'}).json();
        assertThat(parcels.add(3, half)).isFalse();
        assertThat(parcels.take(3, 5)).isNull();
    }

    @Test
    void whatNobodyTakesIsDropped() throws IOException {
        add(handed(3, 7));
        clock.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(parcels.size()).isEqualTo(1);
        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(parcels.size()).isZero();
        assertThat(parcels.take(3, 7)).isNull();
    }

    @Test
    void whatIsNoHandOverIsRefused() throws IOException {
        for (String bad : List.of(
                "",
                "null",
                "[]",
                "{\"epoch\":1}",
                "{\"epoch\":1,\"number\":2,\"of\":2,\"bytes\":\"\"}",
                "{\"epoch\":1,\"number\":0,\"of\":99999999,\"bytes\":\"\"}",
                "{\"epoch\":1,\"number\":0,\"of\":1,\"bytes\":\"e30=\"}",
                "{\"epoch\":1,\"number\":0,\"of\":1,\"bytes\":\"bnVsbA==\"}")) {
            assertThatThrownBy(() -> parcels.add(3, bad.getBytes(StandardCharsets.UTF_8)))
                    .as(bad)
                    .isInstanceOf(IOException.class);
        }
        assertThatThrownBy(() -> parcels.add(4, Piece.of(handed(3, 7)).get(0).json()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cart/3 (expected: cart/4)");
        assertThatThrownBy(() -> parcels.add(3, new Piece(7, 1, 2, new byte[0]).json()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("its beginning is not here");
        assertThat(parcels.take(3, 1)).isNull();
    }

    private void add(Handed handed) throws IOException {
        for (Piece piece : Piece.of(handed)) {
            boolean unused = parcels.add(handed.partition(), piece.json());
        }
    }

    private static Handed handed(int partition, long epoch) {
        return new Handed("cart", partition, epoch, List.of(), List.of(), Map.of("a", 1L));
    }
}
