package io.msagent.orchestrator.replica;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.stateful.StoreServerFactory;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.lead.Leases;
import io.msagent.orchestrator.lead.Self;
import io.msagent.orchestrator.lead.Session;
import io.msagent.orchestrator.store.FileLocks;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One store a machine, when somebody wants it, and always where the registry says. */
class StateStoreHostTest {
    /** Enough for the store to be looked after once. */
    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();
    private final Session session = new Session(registry);
    private final Leases leases = Leases.on(session, "alpha", former -> true);
    private final AtomicBoolean wanted = new AtomicBoolean(true);
    private final AtomicInteger starts = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private final AtomicReference<Error> error = new AtomicReference<>();
    private final AtomicReference<CountDownLatch> recovery = new AtomicReference<>();
    private StateFolder state;
    private StateStoreHost host;

    @BeforeEach
    void makeHost() throws Exception {
        state = StateFolder.take(folder.resolve("state"), 1);
        host = new StateStoreHost(state, this::startStore, registry, leases.host(), "one", "alpha", wanted::get);
    }

    @AfterEach
    void close() {
        host.close();
        session.close();
        state.close();
        assertThat(running).hasValue(0);
    }

    @Test
    void itIsThereWhenSomebodyWantsItAndNotBefore() {
        wanted.set(false);
        supervise();
        rounds();
        assertThat(starts).hasValue(0);
        assertThat(Files.exists(state.path().resolve(StateStoreHost.FOLDER))).isFalse();

        wanted.set(true);
        rounds();
        assertThat(announced()).isEqualTo(first());

        wanted.set(false); // whose state is there, that stays
        registry.put(StoreServerFactory.KEY, "{\"host\":\"alpha\",\"start\":0}".getBytes(UTF_8));
        rounds();
        assertThat(announced()).isEqualTo(first());
        registry.delete(StoreServerFactory.KEY);
        rounds();
        assertThat(announced()).isEqualTo(first());
        assertThat(starts).hasValue(1);
    }

    @Test
    void whoDoesNotSuperviseRunsNone() {
        rounds();
        assertThat(starts).hasValue(0);

        supervise();
        rounds();
        assertThat(running).hasValue(1);
    }

    @Test
    void whoLosesTheHostGivesTheStoreUpAndTheNextAnnouncesItsOwn() {
        supervise();
        rounds();
        assertThat(announced()).isEqualTo(first());
        Session others = new Session(registry);
        Leases next = Leases.on(others, "alpha", former -> true);
        StateStoreHost successor =
                new StateStoreHost(state, this::startStore, registry, next.host(), "two", "alpha", wanted::get);
        try {
            // this one's session ends, and another supervises before it hears of that
            registry.expireSessions();
            await().atMost(Duration.ofMinutes(1)).until(() -> {
                others.open(Self.holder("two", "alpha", "http://two.test"));
                return next.host().held();
            });
            successor.round();
            assertThat(starts).as("the file is still in use").hasValue(1);

            supervise();
            rounds();
            assertThat(running).hasValue(0);
            for (int i = 0; i < ROUNDS; i++) {
                successor.round();
            }
            assertThat(announced()).isEqualTo("{\"host\":\"alpha\",\"start\":2}");
            assertThat(running).hasValue(1);
        } finally {
            successor.close();
            others.close();
        }
    }

    @Test
    void theStoreOfAnotherMachineIsNotReplacedByAnEmptyOne() {
        byte[] there = "{\"host\":\"beta\",\"start\":9}".getBytes(UTF_8);
        registry.put(StoreServerFactory.KEY, there);
        supervise();

        rounds();

        assertThat(starts).hasValue(0);
        assertThat(announced()).isEqualTo(new String(there, UTF_8));
    }

    @Test
    void whoCouldNotStartItLeavesItToTheNext() throws Exception {
        failures.set(Integer.MAX_VALUE);
        supervise();

        rounds();

        assertThat(starts).hasPositiveValue();
        try (FileLocks.Held next = FileLocks.take(lock()).orElseThrow()) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void anErrorDoesNotEndIt() {
        error.set(new NoClassDefFoundError("a library's"));
        supervise();
        host.start();

        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            assertThat(starts).hasValueGreaterThan(1);
            assertThat(running).hasValue(1);
        });
    }

    /** The recovery of a large file takes longer than the way out. */
    @Test
    void closedWhileItStartsItKeepsTheFileUntilItHasLetGoOfIt() throws Exception {
        CountDownLatch recovered = new CountDownLatch(1);
        recovery.set(recovered);
        supervise();
        host.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> starts.get() == 1);

        Thread.currentThread().interrupt(); // so that nobody waits here
        host.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(FileLocks.take(lock())).isEmpty();

        recovered.countDown();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> {
            try (FileLocks.Held next = FileLocks.take(lock()).orElseThrow()) {
                assertThat(next).isNotNull();
            }
        });
        assertThat(running).hasValue(0);
    }

    private Path lock() throws IOException {
        return state.folder(StateStoreHost.FOLDER).resolve("host.lock");
    }

    @Test
    void oneThatDoesNotStartIsTriedAgain() {
        failures.set(2);
        supervise();

        rounds();

        assertThat(running).hasValue(1);
        assertThat(starts).hasValue(3);
    }

    private void rounds() {
        for (int i = 0; i < ROUNDS; i++) {
            host.round();
        }
    }

    private static String first() {
        return "{\"host\":\"alpha\",\"start\":1}";
    }

    private void supervise() {
        session.open(Self.holder("one", "alpha", "http://one.test"));
    }

    private String announced() {
        return registry.get(StoreServerFactory.KEY)
                .map(entry -> new String(entry.value(), UTF_8))
                .orElse("");
    }

    private StoreServerFactory.Running startStore(Path at) throws IOException {
        int number = starts.incrementAndGet();
        if (failures.getAndDecrement() > 0) {
            throw new IOException("no room at " + at);
        }
        Error thrown = error.getAndSet(null);
        if (thrown != null) {
            throw thrown;
        }
        CountDownLatch recovered = recovery.get();
        if (recovered != null) {
            try {
                recovered.await();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        }
        running.incrementAndGet();
        return new StoreServerFactory.Running() {
            @Override
            public byte[] announcement() {
                return ("{\"host\":\"alpha\",\"start\":" + number + "}").getBytes(UTF_8);
            }

            @Override
            public void close() {
                running.decrementAndGet();
            }
        };
    }
}
