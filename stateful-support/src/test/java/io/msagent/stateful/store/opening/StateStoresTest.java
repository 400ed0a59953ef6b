package io.msagent.stateful.store.opening;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.metrics.Meters;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.embedded.TestStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which store a process gets. */
class StateStoresTest {
    private final KeysOnly registry = new KeysOnly();

    private StateStore open(Map<String, String> settings) {
        return StateStores.open(new StatefulHost(
                Settings.of(settings),
                TestStore.TOKEN,
                registry.port(),
                (to, path, body, deadline) -> new byte[0],
                Meters.NONE));
    }

    private static StoreException failure(StateStore store) {
        return catchThrowableOfType(StoreException.class, () -> store.load(Effects.key("service", 1, "k")));
    }

    @Test
    void anotherDatabaseThanOursIsRefused() {
        assertThatThrownBy(() -> open(Map.of("state.url", "jdbc:mysql://me:secret@db/app?password=secret")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("state.url: jdbc:mysql://db/app (expected: a JDBC URL that begins with jdbc:postgresql: or"
                        + " jdbc:h2:, as jdbc:postgresql://db.example/app)");
        assertThatThrownBy(() -> open(Map.of("state.url", "jdbc:h2:mem:x")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("state.url: jdbc:h2:mem:x (expected: a file");
    }

    @Test
    void theSettingsNameADatabase(@TempDir Path folder) throws StoreException {
        try (StateStore store = open(Map.of("state.url", "jdbc:h2:file:" + folder.resolve("mine")))) {
            assertThat(folder.resolve("mine.mv.db")).doesNotExist();
            assertThat(store.take("service", 1, 2)).isEqualTo(2);
            assertThat(folder.resolve("mine.mv.db")).exists();
        }
    }

    @Test
    void whereNobodyPublishesOneItSaysWhatToDo() {
        try (StateStore store = open(Map.of())) {
            StoreException e = failure(store);
            assertThat(e.kind()).isEqualTo(Kind.AWAY);
            assertThat(e)
                    .hasMessageContaining("ms-agent/state-store")
                    .hasMessageContaining("start an orchestrator")
                    .hasMessageContaining("set state.url");
        }
    }

    @Test
    void whatIsPublishedIsFollowedWhenItMoves(@TempDir Path folder) throws Exception {
        try (StateStore store = open(Map.of())) {
            try (TestStore first = new TestStore(folder)) {
                registry.put(first.announcement());
                store.commit(Effects.commit(Effects.key("service", 1, "k"), 1, Effects.newCall(), "kept"));
            }
            assertThat(failure(store).kind()).isEqualTo(Kind.AWAY);

            try (TestStore second = new TestStore(folder)) {
                registry.put(second.announcement());
                assertThat(store.load(Effects.key("service", 1, "k"))).isEqualTo(Effects.bytes("kept"));
            }
        }
    }

    @Test
    void aForgedPublicationIsNotFollowed() {
        registry.put("{\"url\":\"jdbc:h2:tcp://127.0.0.1:1/state\",\"host\":\"x\",\"run\":\"1\",\"proof\":\"00\"}"
                .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        try (StateStore store = open(Map.of())) {
            assertThat(failure(store)).hasMessageContaining("not signed with this cluster's token");
        }
    }
}
