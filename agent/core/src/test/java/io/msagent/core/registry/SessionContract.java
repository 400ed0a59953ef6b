package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.msagent.core.registry.Registry.Entry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions and the locks that are tied to them. */
abstract class SessionContract extends ContractPart {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofSeconds(10);

    private final String key = fresh("lock");
    private final List<String> opened = new ArrayList<>();

    @AfterEach
    void closeSessions() {
        opened.forEach(registry::closeSession);
    }

    @Test
    void onlyOneSessionHoldsALock() {
        String one = open(LONG, Duration.ZERO);
        String two = open(LONG, Duration.ZERO);

        assertThat(registry.acquire(key, bytes("one"), one)).isTrue();
        assertThat(registry.acquire(key, bytes("two"), two)).isFalse();

        Entry entry = registry.get(key).orElseThrow();
        assertThat(entry.session()).isEqualTo(one);
        assertThat(text(entry.value())).isEqualTo("one");
    }

    @Test
    void whoHoldsALockMayTakeItAgainWithAnotherValue() {
        String session = open(LONG, Duration.ZERO);
        registry.acquire(key, bytes("one"), session);

        assertThat(registry.acquire(key, bytes("two"), session)).isTrue();

        assertThat(text(registry.get(key).orElseThrow().value())).isEqualTo("two");
    }

    @Test
    void onlyTheHolderGivesItBack() {
        String one = open(LONG, Duration.ofSeconds(60));
        String two = open(LONG, Duration.ofSeconds(60));
        registry.acquire(key, bytes("kept"), one);

        assertThat(registry.release(key, two)).isFalse();
        assertThat(registry.release(key, one)).isTrue();
        assertThat(registry.release(key, one)).isFalse();
        assertThat(registry.release(key + "/none", one)).isFalse();

        Entry entry = registry.get(key).orElseThrow();
        assertThat(entry.session()).isNull();
        assertThat(text(entry.value())).isEqualTo("kept");
        assertThat(registry.acquire(key, bytes("two"), two))
                .as("a lock given back has no delay")
                .isTrue();
    }

    @Test
    void closingASessionReleasesItsLocks() {
        String one = open(LONG, Duration.ZERO);
        String two = open(LONG, Duration.ZERO);
        registry.acquire(key, bytes("one"), one);
        registry.acquire(key + "/2", bytes("one"), one);

        registry.closeSession(one);

        assertThat(registry.get(key).orElseThrow().session()).isNull();
        assertThat(text(registry.get(key).orElseThrow().value())).isEqualTo("one");
        assertThat(registry.acquire(key, bytes("two"), two)).isTrue();
        assertThat(registry.acquire(key + "/2", bytes("two"), two)).isTrue();
        assertThatNoException().isThrownBy(() -> registry.closeSession(one));
    }

    @Test
    void renewingSaysWhetherItStillLives() {
        String session = open(LONG, Duration.ZERO);

        assertThat(registry.renewSession(session)).isTrue();
        registry.closeSession(session);
        assertThat(registry.renewSession(session)).isFalse();
        assertThat(registry.renewSession(UUID.randomUUID().toString())).isFalse();
    }

    @Test
    void aSessionThatIsNotRenewedEndsAndReleasesItsLocks() {
        String renewed = open(SHORT, Duration.ZERO);
        String forgotten = open(SHORT, Duration.ZERO);
        registry.acquire(key, bytes("forgotten"), forgotten);
        registry.acquire(key + "/renewed", bytes("renewed"), renewed);

        eventually().untilAsserted(() -> {
            assertThat(registry.renewSession(renewed)).isTrue();
            assertThat(registry.get(key).orElseThrow().session()).isNull();
        });

        assertThat(registry.renewSession(forgotten)).isFalse();
        assertThat(registry.get(key + "/renewed").orElseThrow().session()).isEqualTo(renewed);
        assertThat(registry.acquire(key, bytes("renewed"), renewed)).isTrue();
    }

    @Test
    void aLockReleasedByASessionsEndCannotBeTakenForAWhile() {
        Duration delay = Duration.ofSeconds(2);
        String one = open(LONG, delay);
        String two = open(LONG, Duration.ZERO);
        registry.acquire(key, bytes("one"), one);

        long before = System.nanoTime();
        registry.closeSession(one);
        eventually().until(() -> registry.acquire(key, bytes("two"), two));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(delay);
    }

    @Test
    void aSessionThatHasEndedGetsNoLock() {
        String session = open(LONG, Duration.ZERO);
        registry.closeSession(session);

        RegistryException e =
                catchThrowableOfType(RegistryException.class, () -> registry.acquire(key, bytes("x"), session));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining(key).hasMessageContaining(session);
        assertThat(registry.get(key)).isEmpty();
    }

    @Test
    void ofManySessionsExactlyOneGetsTheLock() throws Exception {
        int sessions = 8;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            ids.add(open(LONG, Duration.ZERO));
        }
        Race race = new Race(sessions);
        for (int round = 0; round < 10; round++) {
            List<Integer> winners = race.run(i -> registry.acquire(key, bytes("by " + i), ids.get(i)));

            assertThat(winners).as("winners of round %d", round).hasSize(1);
            assertThat(text(registry.get(key).orElseThrow().value())).isEqualTo("by " + winners.get(0));
            assertThat(registry.release(key, ids.get(winners.get(0)))).isTrue();
        }
    }

    @Test
    void aLockNeverHasTwoHolders() throws Exception {
        int sessions = 6;
        int turns = 5;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < sessions; i++) {
            ids.add(open(LONG, Duration.ZERO));
        }
        AtomicInteger holders = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<Integer> done = new Race(sessions).run(i -> {
            int left = turns;
            while (left > 0) {
                if (registry.acquire(key, bytes("by " + i), ids.get(i))) {
                    most.accumulateAndGet(holders.incrementAndGet(), Math::max);
                    taken.incrementAndGet();
                    holders.decrementAndGet();
                    registry.release(key, ids.get(i));
                    left--;
                }
            }
            return true;
        });

        assertThat(done).hasSize(sessions);
        assertThat(taken).hasValue(sessions * turns);
        assertThat(most).hasValue(1);
    }

    @Test
    void refusesANonsensicalTtl() {
        RegistryException e = catchThrowableOfType(
                RegistryException.class, () -> registry.openSession("x", Duration.ofDays(365), Duration.ZERO));

        assertThat(e.kind()).isEqualTo(RegistryException.Kind.REFUSED);
        assertThat(e).hasMessageContaining("TTL").hasMessageContaining("24h");
    }

    private String open(Duration ttl, Duration lockDelay) {
        String id = registry.openSession(key, ttl, lockDelay);
        opened.add(id);
        return id;
    }
}
