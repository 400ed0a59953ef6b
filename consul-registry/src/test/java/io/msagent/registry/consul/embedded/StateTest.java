package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state machine, with a clock that stands still until a test moves it. */
class StateTest {
    private long now = Long.MAX_VALUE - 1_000_000; // System.nanoTime may overflow while we run
    private KeyLog log;
    private State state;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        log = KeyLog.open(folder.resolve("state"));
        state = new State(() -> now, 1, log);
        state.tick();
    }

    @AfterEach
    void close() throws IOException {
        log.close();
    }

    @Test
    void aCheckExpiresWithItsTtlAndNotBefore() {
        register("a", "3s", "1m");
        update("a", "passing", "well");

        pass(Duration.ofMillis(2_999));
        assertThat(check("a").status()).isEqualTo("passing");

        pass(Duration.ofMillis(1));
        assertThat(check("a").status()).isEqualTo("critical");
        assertThat(check("a").output()).isEqualTo("TTL expired (last output before timeout follows): well");
    }

    @Test
    void eachBeatBeginsTheTimeAnew() {
        register("a", "3s", "1m");
        for (int i = 0; i < 100; i++) {
            update("a", "passing", "");
            pass(Duration.ofSeconds(2));
            assertThat(check("a").status()).isEqualTo("passing");
        }
    }

    @Test
    void isRemovedAfterBeingCriticalAllTheTime() {
        register("a", "3s", "10s");
        update("a", "passing", "");
        pass(Duration.ofSeconds(3)); // critical from here on
        pass(Duration.ofMillis(9_999));
        assertThat(isRegistered("a")).isTrue();

        pass(Duration.ofMillis(1));
        assertThat(isRegistered("a")).isFalse();
        assertThat(update("a", "passing", "")).isFalse();
    }

    @Test
    void whoComesBackInTimeIsNotRemoved() {
        register("a", "3s", "10s");
        pass(Duration.ofSeconds(9));
        update("a", "passing", "");
        pass(Duration.ofSeconds(2));
        update("a", "critical", "");
        pass(Duration.ofMillis(9_999));
        assertThat(isRegistered("a")).isTrue();
        pass(Duration.ofMillis(1));
        assertThat(isRegistered("a")).isFalse();
    }

    @Test
    void beatsThatSayCriticalDoNotPostponeTheRemoval() {
        register("a", "3s", "10s");
        for (int i = 0; i < 9; i++) {
            pass(Duration.ofSeconds(1));
            update("a", "critical", "still stopping");
        }
        assertThat(isRegistered("a")).isTrue();
        pass(Duration.ofSeconds(1));
        assertThat(isRegistered("a")).isFalse();
    }

    @Test
    void maintenanceAloneRemovesNobody() {
        register("a", "3s", "10s");
        state.in(() -> state.services().maintenance("a", true, "rest"));
        for (int i = 0; i < 30; i++) {
            update("a", "passing", "");
            pass(Duration.ofSeconds(1));
        }
        assertThat(isRegistered("a")).isTrue();
    }

    @Test
    void tellsWhenItWantsToBeCalledAgain() {
        assertThat(state.tick()).isEqualTo(Duration.ofMinutes(1).toNanos());
        register("a", "3s", "2s");
        assertThat(state.tick())
                .as("removal, as it begins critical")
                .isEqualTo(Duration.ofSeconds(2).toNanos());
        update("a", "passing", "");
        assertThat(state.tick()).isEqualTo(Duration.ofSeconds(3).toNanos());
        now += Duration.ofSeconds(1).toNanos();
        assertThat(state.tick()).isEqualTo(Duration.ofSeconds(2).toNanos());
    }

    @Test
    void onlyChangesThatMatterRaiseTheIndex() {
        register("a", "3s", "1m");
        update("a", "passing", "one");
        long index = state.in(() -> state.services().indexOf("service-a"));

        update("a", "passing", "one");
        update("a", "passing", "two");
        register("a", "3s", "1m");
        register("b", "3s", "1m");
        assertThat(state.in(() -> state.services().indexOf("service-a"))).isEqualTo(index);
        assertThat(check("a").output()).isEqualTo("two");

        update("a", "warning", "two");
        assertThat(state.in(() -> state.services().indexOf("service-a"))).isGreaterThan(index);
    }

    @Test
    void theIndexOfAServiceNeverFalls() {
        long never = index("a");
        register("a", "3s", "1m");
        long there = index("a");
        state.in(() -> state.services().deregister("a"));
        long gone = index("a");
        register("a", "3s", "1m");

        assertThat(never).isLessThan(there);
        assertThat(there).isLessThan(gone);
        assertThat(gone).isLessThan(index("a"));
    }

    @Test
    void aWaiterIsCalledOnceByWhatItWaitsForOnly() {
        AtomicInteger calls = new AtomicInteger();
        synchronized (state.changes()) {
            state.changes().await(new Topic.OfService("service-a"), calls::incrementAndGet);
        }
        register("b", "3s", "1m");
        assertThat(calls).hasValue(0);
        register("a", "3s", "1m");
        assertThat(calls).hasValue(1);
        update("a", "passing", "");
        assertThat(calls).hasValue(1);
        assertThat(waiting()).isZero();
    }

    @Test
    void waitersForPrefixesHearOfTheirKeysOnly() {
        AtomicInteger calls = new AtomicInteger();
        synchronized (state.changes()) {
            state.changes().await(new Topic.Prefix("a/"), calls::incrementAndGet);
            state.changes().await(new Topic.Key("a/b"), calls::incrementAndGet);
        }
        put("a", "x");
        put("b/a/", "x");
        assertThat(calls).hasValue(0);
        put("a/b", "x");
        assertThat(calls).hasValue(2);
    }

    @Test
    void waitersAreBounded() {
        synchronized (state.changes()) {
            for (int i = 0; i < Limits.WAITERS; i++) {
                AtomicInteger own = new AtomicInteger();
                state.changes().await(new Topic.Key("k" + i % 7), own::incrementAndGet);
            }
            assertThatExceptionOfType(HttpError.class)
                    .isThrownBy(() -> state.changes().await(new Topic.Key("k"), () -> {}))
                    .matches(e -> e.status() == 429);
        }
        put("k0", "x");
        assertThat(waiting()).isLessThan(Limits.WAITERS);
    }

    @Test
    void aSessionEndsWithItsTtlAndItsLocksWithIt() {
        Session session = open(Duration.ofSeconds(10), Duration.ZERO, false);
        assertThat(acquire("lock", session)).isTrue();
        pass(Duration.ofSeconds(9));
        assertThat(state.in(() -> state.sessions().renew(session.id()))).isPresent();
        pass(Duration.ofMillis(9_999));
        assertThat(holder("lock")).isEqualTo(session.id());

        pass(Duration.ofMillis(1));
        assertThat(holder("lock")).isNull();
        assertThat(state.in(() -> state.sessions().renew(session.id()))).isEmpty();
    }

    @Test
    void aSessionMayTakeItsKeysAlong() {
        Session session = open(Duration.ofSeconds(10), Duration.ZERO, true);
        acquire("lock", session);
        put("other", "stays");
        pass(Duration.ofSeconds(10));

        assertThat(state.in(() -> state.keys().get("lock"))).isEmpty();
        assertThat(state.in(() -> state.keys().get("other"))).isPresent();
    }

    @Test
    void theLockDelayBeginsWithTheEnd() {
        Session ended = open(Duration.ofSeconds(10), Duration.ofSeconds(15), false);
        Session next = open(Duration.ZERO, Duration.ZERO, false);
        acquire("lock", ended);
        pass(Duration.ofSeconds(10));
        assertThat(acquire("lock", next)).isFalse();
        pass(Duration.ofMillis(14_999));
        assertThat(acquire("lock", next)).isFalse();
        pass(Duration.ofMillis(1));
        assertThat(acquire("lock", next)).isTrue();
    }

    private void register(String id, String ttl, String after) {
        String body = "{\"ID\": \"%s\", \"Name\": \"service-%s\", \"Check\": {\"TTL\": \"%s\","
                + " \"DeregisterCriticalServiceAfter\": \"%s\"}}";
        ServiceDefinition definition =
                ServiceBody.parse(body.formatted(id, id, ttl, after).getBytes(StandardCharsets.UTF_8));
        state.in(() -> {
            state.services().register(definition, false);
            return true;
        });
    }

    private boolean update(String id, String status, String output) {
        return state.in(() -> state.services().update("service:" + id, status, output));
    }

    /** As the clock's thread would: called whenever the state wants it, and at the end. */
    private void pass(Duration time) {
        long end = now + time.toNanos();
        while (end - now > 0) {
            now = Math.min(now - end + state.tick(), 0) + end;
        }
        state.tick();
    }

    private Check check(String id) {
        return state.in(() -> state.services().withId(id))
                .orElseThrow()
                .checks()
                .get(0);
    }

    private boolean isRegistered(String id) {
        return state.in(() -> state.services().withId(id)).isPresent();
    }

    private long index(String id) {
        return state.in(() -> state.services().indexOf("service-" + id));
    }

    private Session open(Duration ttl, Duration lockDelay, boolean deletes) {
        Session template = new Session("", "s", lockDelay, deletes, "", ttl, java.util.List.of(), 0);
        return state.in(() -> state.sessions().open(template));
    }

    private boolean acquire(String key, Session session) {
        return state.in(() -> state.keys().acquire(key, new byte[] {1}, 0, session));
    }

    private String holder(String key) {
        return state.in(() -> state.keys().get(key)).orElseThrow().session();
    }

    private void put(String key, String value) {
        state.in(() -> {
            state.keys().put(key, value.getBytes(StandardCharsets.UTF_8), 0);
            return true;
        });
    }

    private int waiting() {
        synchronized (state.changes()) {
            return state.changes().waiting();
        }
    }
}
