package io.msagent.stateful.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreRaceContract;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

    /** An interrupt closes a file channel of the JDK's under whoever uses it. */
    @Test
    void aCallerThatIsInterruptedBreaksItForNobody() throws Exception {
        StateKey key = Effects.key(service, 1, "k");
        store.commit(Effects.commit(key, 1, Effects.newCall(), "before"));
        Thread caller = new Thread(() -> {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 20; i++) {
                try {
                    store.commit(Effects.commit(key, 1, Effects.newCall(), "interrupted"));
                } catch (StoreException e) {
                    continue;
                }
            }
        });
        caller.start();
        caller.join();

        TransactionCall call = Effects.newCall();
        Awaitility.await().atMost(Duration.ofMinutes(1)).ignoreExceptions().until(() -> {
            if (store.find(service, 1, call) instanceof Known.New) {
                store.commit(Effects.commit(key, 1, call, "after"));
            }
            return true;
        });
        assertThat(store.load(key)).isEqualTo(Effects.bytes("after"));
    }
}
