package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreRaceContract;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The store in a file that this process has open. */
class H2FileStoreTest extends StoreRaceContract {
    private static StateStore store;
    private static StateStore another;

    @BeforeAll
    static void open(@TempDir Path folder) throws StoreException {
        Address address = Address.of("jdbc:h2:file:" + folder.resolve("state"), null, null);
        store = JdbcStateStore.open(address);
        another = JdbcStateStore.open(address);
    }

    @AfterAll
    static void close() {
        store.close();
        another.close();
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
