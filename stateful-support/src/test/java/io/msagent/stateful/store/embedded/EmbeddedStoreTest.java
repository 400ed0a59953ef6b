package io.msagent.stateful.store.embedded;

import io.msagent.core.stateful.StoreServerFactory.Running;
import io.msagent.core.token.ClusterToken;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreRaceContract;
import io.msagent.stateful.store.jdbc.JdbcStateStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store that an orchestrator runs, as providers use it. */
class EmbeddedStoreTest extends StoreRaceContract {
    private static final ClusterToken TOKEN = ClusterToken.of("0123456789abcdef");

    private static Running server;
    private static StateStore store;
    private static StateStore another;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = new EmbeddedStoreFactory().start(folder, TOKEN, "here");
        store = open();
        another = open();
    }

    private static StateStore open() throws Exception {
        return JdbcStateStore.open(
                Announcement.read(server.announcement(), TOKEN).orElseThrow().address(TOKEN));
    }

    @AfterAll
    static void close() {
        store.close();
        another.close();
        server.close();
    }

    @Override
    protected StateStore store() {
        return store;
    }

    @Override
    protected StateStore another() {
        return another;
    }
}
