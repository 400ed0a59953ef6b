package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.embedded.TestStore;
import io.msagent.stateful.store.postgres.PostgresServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Prints roughly what a commit costs, the figures of docs/state-store.md; no test. */
final class StoreCost {
    private static final int KEYS = 100;
    private static final int COMMITS = 3_000;

    private StoreCost() {}

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("ms-agent-cost");
        Path served = Files.createDirectory(folder.resolve("served"));
        try (TestStore server = new TestStore(served)) {
            measure("the orchestrator's store", server.address());
        }
        System.out.println("its file: " + Files.size(served.resolve("state.mv.db")) / 1024 + " KiB");
        measure("H2 file", Address.of("jdbc:h2:file:" + folder.resolve("own"), null, null));
        try (PostgresServer server = new PostgresServer()) {
            measure("PostgreSQL", server.address());
        }
    }

    private static void measure(String name, Address address) throws Exception {
        String service = Effects.newService();
        String state = "x".repeat(300);
        try (StateStore store = JdbcStateStore.open(address)) {
            long[] micros = new long[COMMITS];
            for (int i = 0; i < 2 * COMMITS; i++) {
                long began = System.nanoTime();
                store.commit(Effects.commit(
                        Effects.key(service, i % KEYS % 64, "k" + i % KEYS), 1, Effects.newCall(), state));
                micros[i % COMMITS] = (System.nanoTime() - began) / 1_000;
            }
            Arrays.sort(micros);
            System.out.printf(
                    "%s: median %d us, 99 of 100 below %d us%n", name, micros[COMMITS / 2], micros[COMMITS * 99 / 100]);
        }
    }
}
