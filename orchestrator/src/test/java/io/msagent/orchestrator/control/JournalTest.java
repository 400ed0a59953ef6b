package io.msagent.orchestrator.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.store.EventLog;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who listens hears of everything, once, whoever leads. */
class JournalTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Store store = new Store(registry, new Seal(ClusterToken.of("0123456789abcdef")));
    private final EventLog log = new EventLog(registry);
    private final List<String> heard = new ArrayList<>();
    private final Journal journal = new Journal(store, log, new Transitions("o-2"), event -> heard.add(event.id()));

    @Test
    void whatAFollowerHasSeenIsToldWhenItTakesOver() {
        journal.begin(store.read(), false, List.of(), NOW);
        journal.add(event("0000000000001-000000", "o-2"));
        journal.begin(store.read(), true, List.of(), NOW);
        journal.write(null);
        assertThat(log.read("pricing")).extracting(Event::id).containsExactly("0000000000001-000000");
        assertThat(heard).containsExactly("0000000000001-000000");
        journal.begin(store.read(), false, List.of(), NOW);
        assertThat(heard).as("once").hasSize(1);
    }

    @Test
    void aFollowerHearsOfWhatTheLeaderHasPutOff() {
        write("0000000000001-000000");
        journal.begin(store.read(), false, List.of(), NOW);
        assertThat(heard).as("was there before").isEmpty();
        write("0000000000001-000000", "0000000000003-000000");
        journal.begin(store.read(), false, List.of(), NOW);
        write("0000000000001-000000", "0000000000003-000000", "0000000000002-000000");
        journal.begin(store.read(), false, List.of(), NOW);
        assertThat(heard).containsExactly("0000000000003-000000", "0000000000002-000000");
    }

    /** As the leader does. */
    private void write(String... ids) {
        List<Event> events = List.of(ids).stream().map(id -> event(id, "o-1")).toList();
        assertThat(store.commit(List.of(EventLog.putLatest(events)), null)).isTrue();
    }

    private static Event event(String id, String by) {
        return new Event(id, NOW.toString(), "pricing", "", "", "", "given up", "a test", by);
    }
}
