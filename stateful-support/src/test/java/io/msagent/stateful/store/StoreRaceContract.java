package io.msagent.stateful.store;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static io.msagent.stateful.store.Effects.newCall;
import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every store does when several come at the same time. */
public abstract class StoreRaceContract extends StoreCleaningContract {
    private static final int THREADS = 4;

    /** A store on the same data, as another process has it; may be the same object. */
    protected abstract StateStore another();

    @Test
    void ofSeveralCommitsOfOneCallExactlyOneIsDone() throws Exception {
        for (int round = 0; round < 10; round++) {
            StateKey key = key(service, 1, "k" + round);
            TransactionCall call = newCall();
            CyclicBarrier together = new CyclicBarrier(THREADS);
            List<Callable<Boolean>> commits = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                StateStore store = i % 2 == 0 ? store() : another();
                String state = "from " + i;
                commits.add(() -> {
                    together.await(1, TimeUnit.MINUTES);
                    return isDone(store, key, call, state);
                });
            }

            List<Boolean> done = all(commits);

            assertThat(done).containsOnlyOnce(true);
            assertThat(store().load(key)).isEqualTo(bytes("from " + done.indexOf(true)));
        }
    }

    @Test
    void afterATakeNothingOfTheOldOwnerArrives() throws Exception {
        for (int round = 0; round < 5; round++) {
            int partition = round;
            StateKey key = key(service, partition, "k");
            assertThat(store().take(service, partition, 1)).isEqualTo(1);
            CountDownLatch writing = new CountDownLatch(5);
            ExecutorService owner = Executors.newSingleThreadExecutor();
            try {
                Future<Integer> fencedAt = owner.submit(() -> {
                    int last = 0;
                    while (isWritten(store(), key, last + 1)) {
                        last++;
                        writing.countDown();
                    }
                    return last;
                });
                assertThat(writing.await(1, TimeUnit.MINUTES)).isTrue();

                assertThat(another().take(service, partition, 2)).isEqualTo(2);
                byte[] taken = another().load(key);

                assertThat(fencedAt.get(1, TimeUnit.MINUTES)).isPositive();
                assertThat(taken).isEqualTo(bytes(fencedAt.get().toString()));
                assertThat(another().load(key)).isEqualTo(taken);
            } finally {
                owner.shutdownNow();
            }
        }
    }

    @Test
    void commitsOfOnePartitionsKeysGoSideBySide() throws Exception {
        List<Callable<Boolean>> owners = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            StateKey key = key(service, 3, "k" + i);
            owners.add(() -> {
                for (int n = 1; n <= 25; n++) {
                    if (!isWritten(store(), key, n)) {
                        return false;
                    }
                }
                return true;
            });
        }

        assertThat(all(owners)).containsOnly(true);
        for (int i = 0; i < THREADS; i++) {
            assertThat(store().load(key(service, 3, "k" + i))).isEqualTo(bytes("25"));
        }
    }

    @Test
    void whatOneProcessCommitsAnotherReads() throws StoreException {
        StateKey key = key(service, 2, "k");
        TransactionCall call = newCall();
        store().commit(commit(key, 1, call, "here"));

        assertThat(another().load(key)).isEqualTo(bytes("here"));
        assertThat(another().find(service, 2, call)).isInstanceOf(Known.Ended.class);
    }

    private static boolean isDone(StateStore store, StateKey key, TransactionCall call, String state)
            throws StoreException {
        try {
            store.commit(commit(key, 1, call, state));
            return true;
        } catch (StoreException e) {
            if (e.kind() == Kind.DUPLICATE) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isWritten(StateStore store, StateKey key, int number) throws StoreException {
        try {
            store.commit(commit(key, 1, newCall(), Integer.toString(number)));
            return true;
        } catch (StoreException e) {
            if (e.kind() == Kind.FENCED) {
                return false;
            }
            throw e;
        }
    }

    private static <T> List<T> all(List<Callable<T>> work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(work.size());
        try {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work, 2, TimeUnit.MINUTES)) {
                results.add(each.get());
            }
            return results;
        } finally {
            threads.shutdownNow();
        }
    }
}
