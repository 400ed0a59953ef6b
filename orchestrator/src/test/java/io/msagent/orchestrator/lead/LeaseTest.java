package io.msagent.orchestrator.lead;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import io.msagent.orchestrator.MemoryRegistry;
import io.msagent.orchestrator.store.LockHolder;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who acts, on a registry whose sessions end when a test says so. */
class LeaseTest {
    private static final String HOST = "alpha";
    private static final byte[] SOMETHING = {1};

    private final MemoryRegistry registry = new MemoryRegistry();
    private final List<Session> sessions = new ArrayList<>();
    private final AtomicLong rounds = new AtomicLong(-1);
    private volatile CountDownLatch settling = new CountDownLatch(0);
    private volatile boolean settlingNow;
    private volatile boolean settled = true;

    @AfterEach
    void closeSessions() {
        sessions.forEach(Session::close);
    }

    @Test
    void theFirstLeadsAndSupervisesAndTheSecondFollows() {
        Leases one = join("one", HOST);
        Leases two = join("two", HOST);

        assertThat(one.leader().held()).isTrue();
        assertThat(one.host().held()).isTrue();
        assertThat(two.leader().held()).isFalse();
        assertThat(two.host().held()).isFalse();
        assertThat(two.leader().fence()).isNull();
        assertThat(two.leader().holder()).isEqualTo("one");
        assertThat(two.host().holder()).isEqualTo("one");
        assertThat(writes(one.leader().fence())).isTrue();
    }

    @Test
    void eachHostHasASupervisorOfItsOwn() {
        Leases one = join("one", HOST);
        Leases two = join("two", "beta");

        assertThat(two.leader().held()).isFalse();
        assertThat(two.host().held()).isTrue();
        assertThat(one.host().held()).isTrue();
    }

    @Test
    void whoClosesGivesBothBack() {
        Leases one = join("one", HOST);
        Fence former = one.leader().fence();
        Leases two = join("two", HOST);

        sessions.get(0).close();

        assertThat(one.leader().held()).isFalse();
        await().until(() -> two.leader().held() && two.host().held());
        assertThat(writes(former)).isFalse();
        assertThat(writes(two.leader().fence())).isTrue();
    }

    @Test
    void anEndedSessionIsReplacedAndItsFenceIsWorthNothing() {
        Leases one = join("one", HOST);
        Fence former = one.host().fence();

        registry.expireSessions();

        assertThat(writes(former)).isFalse();
        await().until(() -> one.host().held() && !one.host().fence().equals(former));
        assertThat(writes(one.host().fence())).isTrue();
        assertThat(writes(former)).isFalse();
    }

    @Test
    void aLockThatSomebodyRemovesIsLostAndHadAgain() {
        Leases one = join("one", HOST);

        registry.delete(Store.LEADER);

        assertThat(writes(one.leader().fence()))
                .as("whatever it believes, the registry refuses")
                .isFalse();
        await().until(() ->
                registry.get(Store.LEADER).isPresent() && writes(one.leader().fence()));
    }

    @Test
    void theLockOfADeadProcessOfThisMachineIsFreeAtOnce() throws Exception {
        LockHolder dead = ended();
        String session = hold(Store.LEADER, dead);

        Leases one = join("one", HOST);

        assertThat(one.leader().held()).isTrue();
        assertThat(registry.renewSession(session)).isFalse();
    }

    @Test
    void theLockOfALivingProcessIsLeftAlone() {
        hold(Store.LEADER, Self.holder("other", HOST, "http://admin.test"));

        assertThat(join("one", HOST).leader().held()).isFalse();
    }

    @Test
    void ofAProcessOfAnotherMachineNothingIsKnown() throws Exception {
        LockHolder dead = ended();
        hold(
                Store.LEADER,
                new LockHolder("far", HOST, "another boot", dead.pid(), dead.started(), "http://admin.test"));

        assertThat(join("one", HOST).leader().held()).isFalse();
    }

    @Test
    void aLockWithAValueThatNobodyUnderstandsIsLeftToItsHolder() {
        String rival = registry.openSession("rival", Duration.ofMinutes(1), Duration.ZERO);
        registry.acquire(Store.LEADER, new byte[] {'?'}, rival);
        Leases one = join("one", HOST);
        assertThat(one.leader().held()).isFalse();

        registry.closeSession(rival);

        await().until(one.leader()::held);
    }

    @Test
    void aHostIsNotTakenOverBeforeItsFormerSupervisorIsSettled() {
        settled = false;
        String former = hold(Store.HOST_LOCK + HOST, Self.holder("former", HOST, "http://admin.test"));
        Leases one = join("one", HOST);
        registry.closeSession(former);

        assertThat(one.leader().held()).isTrue();
        sessions.get(0).open(Self.holder("one", HOST, "http://admin.test"));
        assertThat(one.host().held()).isFalse();

        settled = true;
        await().until(one.host()::held);
    }

    @Test
    void whoseControlLoopHangsGivesBothUpUntilItGoesOn() {
        Leases one = join("one", HOST);
        Fence former = one.leader().fence();

        rounds.set(1);
        await().until(() -> !one.leader().held() && !one.host().held());

        assertThat(sessions.get(0).isWell()).isFalse();
        assertThat(writes(former)).isFalse();
        assertThat(registry.get(Store.LEADER).orElseThrow().session())
                .as("another may have it at once")
                .isNull();

        await().until(() -> {
            rounds.incrementAndGet();
            return sessions.get(0).isWell();
        });
        rounds.set(-1);
        await().until(() -> one.leader().held() && one.host().held());
    }

    @Test
    void whileAFormerSupervisorIsSettledTheSessionIsRenewed() {
        String former = hold(Store.HOST_LOCK + HOST, Self.holder("former", HOST, "http://admin.test"));
        CountDownLatch end = new CountDownLatch(1);
        settling = end;
        Leases one = join("one", HOST);
        registry.closeSession(former);
        await().until(() -> settlingNow);

        registry.expireSessions();

        await().until(one.leader()::held);
        assertThat(one.host().held()).isFalse();
        end.countDown();
        await().until(one.host()::held);
    }

    private boolean isSettled() {
        settlingNow = true;
        try {
            settling.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return settled;
    }

    private Leases join(String id, String host) {
        Session session = new Session(registry, Duration.ofMillis(10));
        sessions.add(session);
        Leases leases = Leases.on(session, host, former -> isSettled());
        session.open(Self.holder(id, host, "http://admin.test"));
        session.start(rounds::get);
        return leases;
    }

    private String hold(String key, LockHolder holder) {
        String session = registry.openSession(holder.id(), Duration.ofMinutes(1), Duration.ZERO);
        assertThat(registry.acquire(key, holder.json(), session)).isTrue();
        return session;
    }

    private boolean writes(Fence fence) {
        return fence != null && registry.transact(List.of(Write.put("something", SOMETHING)), fence);
    }

    /** A process of this machine that has ended. */
    private static LockHolder ended() throws Exception {
        Process process = new ProcessBuilder("true").start();
        process.waitFor();
        LockHolder me = Self.holder("dead", HOST, "http://admin.test");
        return new LockHolder(
                "dead", HOST, me.machine(), process.pid(), Instant.now().toString(), "http://admin.test");
    }
}
