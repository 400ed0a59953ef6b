package io.msagent.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventBudgetTest {
    @Test
    void theLastFiftyOfFewServicesAreKept() {
        List<Event> kept = EventLog.last(events(0, 40), events(40, 80), 10);
        assertThat(kept).hasSize(50).startsWith(event(30)).endsWith(event(79));
    }

    @Test
    void manyServicesShareWhatThereIsForEvents() {
        List<Event> all = new ArrayList<>(events(0, 80));
        long bytes = EventLog.last(List.of(), all, 2_000).stream()
                .mapToLong(event -> EventLog.put("s", List.of(event)).value().length)
                .sum();
        assertThat(bytes).isBetween(500L, 4L * 1_024 * 1_024 / 2_000);
        assertThat(EventLog.last(List.of(), all, 1_000_000)).containsExactly(event(79));
    }

    private static List<Event> events(int from, int to) {
        return IntStream.range(from, to).mapToObj(EventBudgetTest::event).toList();
    }

    private static Event event(int number) {
        return new Event(
                "id-" + number, "2026-01-01T12:00:00Z", "s", "s-abcdef", "h", "serving", "dead", "x".repeat(100), "o");
    }
}
