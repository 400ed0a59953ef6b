package io.msagent.stateful.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An embedded store killed again and again under many writers, late enough that H2 writes over what it has no more use for:
 * everything that was acknowledged is there. {@code -Dms.test.kills=N} for more kills.
 */
@Tag("once")
class BusyKilledStoreTest {
    private static final int KILLS = Integer.getInteger("ms.test.kills", 3);
    private static final int WRITERS = 16;
    /** Longer than the 5 s for which H2 keeps what was replaced. */
    private static final long BUSY_MILLIS = 7_000;

    @Test
    void everythingThatWasAcknowledgedIsThere(@TempDir Path folder) throws Exception {
        String service = Effects.newService();
        List<StoreWriter> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(new StoreWriter(service, i));
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            try (StoreProcess process = new StoreProcess(folder);
                    Stores stores = new Stores(process)) {
                for (StoreWriter writer : writers) {
                    writer.check(stores.of(writer), "kill " + (kill - 1));
                }
                writeUntilKilled(process, stores, writers);
            }
        }
        try (StoreProcess process = new StoreProcess(folder);
                Stores stores = new Stores(process)) {
            for (StoreWriter writer : writers) {
                writer.check(stores.of(writer), "kill " + KILLS);
                assertThat(writer.acknowledged()).isGreaterThan(KILLS);
            }
        }
    }

    private static void writeUntilKilled(StoreProcess process, Stores stores, List<StoreWriter> writers)
            throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (StoreWriter writer : writers) {
                all.add(threads.submit(() -> writer.writeUntilGone(stores.of(writer))));
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(BUSY_MILLIS, TimeUnit.MILLISECONDS))
                    .isFalse();
            process.kill();
            for (Future<?> each : all) {
                each.get(1, TimeUnit.MINUTES);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** As several processes would have it: some connections each. */
    private static final class Stores implements AutoCloseable {
        private final List<StateStore> stores = new ArrayList<>();

        Stores(StoreProcess process) throws Exception {
            for (int i = 0; i < WRITERS / 4; i++) {
                stores.add(JdbcStateStore.open(TestStore.address(process.announcement())));
            }
        }

        StateStore of(StoreWriter writer) {
            return stores.get(writer.partition() % stores.size());
        }

        @Override
        public void close() {
            stores.forEach(StateStore::close);
        }
    }
}
