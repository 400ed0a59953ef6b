package io.msagent.stateful.store.embedded;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.jdbc.JdbcStateStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An embedded store killed while it works, and started again on the same folder. */
class KilledStoreTest {
    private static final int ROUNDS = 3;

    /** A commit of which the store said that it is done, or did not say. */
    private record Written(TransactionCall call, String state, boolean acknowledged) {}

    @Test
    void whatWasAcknowledgedIsThereAndTheRestIsThereWhollyOrNotAtAll(@TempDir Path folder) throws Exception {
        String service = Effects.newService();
        List<Written> written = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            try (StoreProcess process = new StoreProcess(folder);
                    StateStore store = JdbcStateStore.open(TestStore.address(process.announcement()))) {
                check(store, service, written);
                written.addAll(writtenUntilKilled(process, store, service));
            }
        }
        try (StoreProcess process = new StoreProcess(folder);
                StateStore store = JdbcStateStore.open(TestStore.address(process.announcement()))) {
            check(store, service, written);
        }
        assertThat(written.stream().filter(Written::acknowledged)).hasSizeGreaterThan(ROUNDS * 10);
        assertThat(written.stream().filter(each -> !each.acknowledged())).isNotEmpty();
    }

    private static List<Written> writtenUntilKilled(StoreProcess process, StateStore store, String service)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(20);
        ExecutorService writer = Executors.newSingleThreadExecutor();
        try {
            Future<List<Written>> all = writer.submit(() -> {
                List<Written> written = new ArrayList<>();
                while (written.isEmpty() || written.get(written.size() - 1).acknowledged()) {
                    written.add(write(store, service));
                    begun.countDown();
                }
                return written;
            });
            assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
            process.kill();
            return all.get(1, TimeUnit.MINUTES);
        } finally {
            writer.shutdownNow();
        }
    }

    private static Written write(StateStore store, String service) {
        TransactionCall call = Effects.newCall();
        String state = "state of " + call.id();
        try {
            store.commit(commit(key(service, 1, call.id().value()), 1, call, state));
            return new Written(call, state, true);
        } catch (StoreException e) {
            return new Written(call, state, false);
        }
    }

    private static void check(StateStore store, String service, List<Written> written) throws StoreException {
        for (Written each : written) {
            boolean ended = store.find(service, 1, each.call()) instanceof Known.Ended;
            byte[] state = store.load(key(service, 1, each.call().id().value()));
            if (each.acknowledged() || ended) {
                assertThat(ended).as(each.toString()).isTrue();
                assertThat(state).isEqualTo(bytes(each.state()));
            } else {
                assertThat(state).as(each.toString()).isNull();
            }
        }
    }
}
