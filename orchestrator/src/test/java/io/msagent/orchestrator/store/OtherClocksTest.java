package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.History;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Times that an orchestrator with another clock has written. */
class OtherClocksTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String AHEAD = "2026-01-01T13:00:00Z";
    private static final String EARLIER = "2026-01-01T11:00:00Z";

    @Test
    void whatLiesInTheFutureWasJustNow() {
        History history = new HistoryRecord(List.of(died(AHEAD, -5), died(EARLIER, 5)), AHEAD, EARLIER).history(NOW);
        assertThat(history.deaths().get(0).at()).isEqualTo(NOW);
        assertThat(history.deaths().get(0).lived()).isEqualTo(Duration.ZERO);
        assertThat(history.deaths().get(1).at()).isEqualTo(EARLIER);
        assertThat(history.lastOut()).isEqualTo(NOW);
        assertThat(history.lastIn()).isEqualTo(EARLIER);
    }

    @Test
    void aMarkIsNeverOfTheFuture() {
        assertThat(new Kind.Mark(AHEAD).since(NOW)).isEqualTo(NOW);
        assertThat(new Kind.Mark(EARLIER).since(NOW)).isEqualTo(EARLIER);
        assertThat(Kind.Mark.NEW.since(NOW)).isEqualTo(NOW);
    }

    private static HistoryRecord.Died died(String at, long lived) {
        return new HistoryRecord.Died("i", "d1", "h", at, lived, false, "exit code 1");
    }
}
