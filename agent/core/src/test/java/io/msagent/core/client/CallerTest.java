package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.msagent.DeadlineExceededException;
import io.msagent.NoInstanceException;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which instances are called, what nested calls inherit, and what happens while nobody serves. */
class CallerTest extends CallerFixture {
    private final TestCallee callee = new TestCallee();

    @Test
    void oneSubscriptionServesAllCallers() throws Exception {
        provider("a");
        List<Background<Object[]>> calls = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            calls.add(background(() -> call(new TestCallee(), 1)));
        }
        calls.forEach(c -> assertThat(c.result().join()).containsExactly(2));
        assertThat(registry.watches).hasValue(1);
        assertThat(registry.open()).isEqualTo(1);
        caller.close();
        assertThat(registry.open()).isZero();
    }

    @Test
    void callsOnlyInstancesThatAreWellAndRunTheSameCode() throws Exception {
        TestProvider critical = unregistered("critical");
        registry.add(critical.instance(Instance.Status.CRITICAL, "d1"));
        TestProvider maintained = unregistered("maintained");
        registry.add(maintained.instance(Instance.Status.MAINTENANCE, "d1"));
        TestProvider other = unregistered("other");
        registry.add(other.instance(Instance.Status.PASSING, "d2"));
        assertThatThrownBy(() -> call(new TestCallee().noFallback(), 1))
                .isInstanceOf(NoInstanceException.class)
                .hasMessageContainingAll("3 registered", "2 critical", "1 with another protocol, class or code digest");
        TestProvider warning = unregistered("warning");
        registry.add(warning.instance(Instance.Status.WARNING, "d1"));
        await().until(() -> call(callee, 1) != null);
        assertThat(warning.bodies).hasValue(1);
        assertThat(critical.received).isEmpty();
        assertThat(maintained.received).isEmpty();
        assertThat(other.received).isEmpty();
    }

    @Test
    void anyDigestIsCalledIfConfigured() throws Throwable {
        TestProvider other = unregistered("other");
        registry.add(other.instance(Instance.Status.PASSING, "d2"));
        ClientOptions any = ClientOptions.from(Settings.of(Map.of("compat", "any")));
        try (Caller lax = new Caller(registry, TOKEN, new HttpTransport(any), Provision.NONE, any, stats)) {
            assertThat(lax.call(callee, null, new Object[] {1})).containsExactly(2);
        }
        assertThat(other.received.get(0).headers()).doesNotContainKey(Protocol.DIGEST);
    }

    @Test
    void goesOnWithWhatItKnewWhileTheRegistryIsAway() throws Exception {
        TestProvider a = provider("a");
        assertThat(call(callee, 1)).containsExactly(2);
        registry.away(true);
        assertThat(call(callee, 2)).containsExactly(3);
        assertThat(a.bodies).hasValue(2);
    }

    @Test
    void registryAway_runsHereWithoutAskingAnybody_andRecovers() throws Exception {
        registry.away(true);
        for (int i = 0; i < 100; i++) {
            assertThat(call(callee, i)).isNull();
        }
        assertThat(asked).hasValue(0);
        assertThat(registry.lookUps).hasValue(0);
        assertThat(registry.watches).hasValue(1);
        provider("late");
        registry.away(false);
        await().until(() -> call(callee, 1) != null);
    }

    @Test
    void registrySilent_isWaitedForOnlyOnce() throws Exception {
        registry.silent();
        assertThat(call(callee, 1)).isNull();
        // had each of these waited as the first did, they could not all end before the first deadline
        Deadline deadline = Deadline.after(Duration.ofSeconds(20));
        for (int i = 0; i < 1_000; i++) {
            assertThat(call(callee, i)).isNull();
        }
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void registryAwayAndKnownInstancesDead_runsHereBeforeTheDeadline() throws Exception {
        TestProvider a = provider("a");
        assertThat(call(callee, 1)).containsExactly(2);
        registry.away(true);
        a.close();
        Deadline deadline = Deadline.after(callee.timeout);
        assertThat(call(callee, 2)).isNull();
        assertThat(deadline.passed()).isFalse();
    }

    @Test
    void nestedCallInheritsDeadlineAndDepth() throws Exception {
        TestProvider a = provider("a");
        CallContext outer = new CallContext(CallId.next(), Deadline.after(Duration.ofSeconds(5)), 6);
        try (CallContext.Scope unused = outer.open()) {
            assertThat(call(callee, 1)).containsExactly(2);
        }
        assertThat(a.received.get(0).headers()).containsEntry(Protocol.DEPTH, "7");
        assertThat(Long.parseLong(a.received.get(0).headers().get(Protocol.TIME_LEFT)))
                .isLessThanOrEqualTo(5_000);
    }

    @Test
    void inheritedDeadlineOver_startsNothingAnywhere() {
        TestProvider a = provider("a");
        CallContext outer = new CallContext(CallId.next(), Deadline.after(Duration.ZERO), 0);
        try (CallContext.Scope unused = outer.open()) {
            DeadlineExceededException e = catchThrowableOfType(DeadlineExceededException.class, () -> call(callee, 1));
            assertThat(e.bodyMayHaveRun()).isFalse();
            assertThat(e).hasMessageContaining("the deadline of the calling body");
        }
        assertThat(a.received).isEmpty();
    }

    @Test
    void lendsItsWorkerSlotWhileItWaits() throws Exception {
        TestProvider a = provider("a");
        List<String> said = new ArrayList<>();
        WorkerSlot.setCurrent(new WorkerSlot() {
            @Override
            public void lend() {
                said.add("lend " + a.bodies.get());
            }

            @Override
            public void takeBack() {
                said.add("take back " + a.bodies.get());
            }
        });
        try {
            assertThat(call(callee, 1)).containsExactly(2);
        } finally {
            WorkerSlot.setCurrent(null);
        }
        assertThat(said).containsExactly("lend 0", "take back 1");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void splicesTheTraceOfWhatTheBodyThrew(boolean async) {
        provider("a").script(Fault.THROW);
        callee.async = async;
        List<String> wheres = new ArrayList<>();
        Splice splice = (thrown, where, frames) -> {
            wheres.add(where);
            thrown.setStackTrace(frames);
        };
        try (Caller splicing =
                new Caller(registry, TOKEN, new HttpTransport(options), Provision.NONE, options, stats, splice)) {
            Throwable thrown = catchThrowable(() -> {
                Object[] answer = splicing.call(callee, null, new Object[] {1});
                ((Future<?>) answer[0]).get();
            });
            Throwable ours = async ? thrown.getCause() : thrown;
            assertThat(ours).isInstanceOf(AppException.class);
            assertThat(ours.getStackTrace()).anyMatch(f -> f.getClassName().equals(CallerTest.class.getName()));
            assertThat(wheres).containsExactly("in instance a");
        }
    }

    @Test
    void asksOnceForAllWhoWait_andCallsWhatAppears() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        provision = (method, deadline) -> {
            started.await();
            provider("made to order");
            return new Provision.Answer.Provided();
        };
        List<Background<Object[]>> calls = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            calls.add(background(() -> call(new TestCallee(), 1)));
        }
        await().until(() -> calls.stream()
                .allMatch(c -> c.thread().getState() == Thread.State.WAITING
                        || c.thread().getState() == Thread.State.TIMED_WAITING));
        started.countDown();
        calls.forEach(c -> assertThat(c.result().join()).containsExactly(2));
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoeverAskedGivesUp_theOthersAskAgain() throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        provision = (method, deadline) -> {
            if (asked.get() == 1) {
                asking.countDown();
                new CountDownLatch(1).await();
            }
            provider("second try");
            return new Provision.Answer.Provided();
        };
        Background<Object[]> first = background(() -> call(callee, 1));
        asking.await();
        Background<Object[]> second = background(() -> call(callee, 1));
        await().until(() -> second.thread().getState() == Thread.State.TIMED_WAITING);
        first.thread().interrupt();
        assertThat(second.result().join()).containsExactly(2);
        assertThat(asked).hasValue(2);
    }

    @Test
    void refusalToProvideIsRememberedForAWhile_andAnInstanceIsSeenAllTheSame() throws Exception {
        provision = (method, deadline) -> new Provision.Answer.Failed("no space left on device");
        for (int i = 0; i < 50; i++) {
            assertThat(call(callee, i)).isNull();
        }
        assertThat(asked.get()).isLessThan(50);
        assertThatThrownBy(() -> call(new TestCallee().noFallback(), 1))
                .isInstanceOf(NoInstanceException.class)
                .hasMessageContaining("no space left on device");
        provider("late");
        await().until(() -> call(callee, 1) != null);
    }

    @Test
    void instanceThatAppearsByItselfEndsTheWaitOfThoseWhoDidNotAsk() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        provision = (method, deadline) -> {
            never.await();
            return new Provision.Answer.Nobody("");
        };
        Background<Object[]> asking = background(() -> call(callee, 1));
        await().until(() -> asked.get() == 1);
        Background<Object[]> waiting = background(() -> call(callee, 1));
        await().until(() -> waiting.thread().getState() == Thread.State.TIMED_WAITING);
        provider("by itself");
        assertThat(waiting.result().join()).containsExactly(2);
        never.countDown();
        assertThat(asking.result().join()).isNull();
    }

    @Test
    void idempotentCallsOfManyThreadsOutliveAnInstance() throws Exception {
        TestProvider dying = provider("dying");
        TestProvider living = provider("living");
        AtomicInteger wrong = new AtomicInteger();
        AtomicBoolean dead = new AtomicBoolean();
        List<Background<Void>> threads = new ArrayList<>();
        for (int t = 0; t < 32; t++) {
            threads.add(background(() -> {
                for (int i = 0; i < 200; i++) {
                    Object[] answer = call(callee, i);
                    if (answer == null || !answer[0].equals(i + 1)) {
                        wrong.incrementAndGet();
                    }
                    if (dying.bodies.get() > 1_000 && dead.compareAndSet(false, true)) {
                        dying.close();
                    }
                }
                return null;
            }));
        }
        threads.forEach(t -> t.result().join());
        assertThat(dead).isTrue();
        assertThat(wrong).hasValue(0);
        assertThat(living.bodies.get() + dying.bodies.get()).isGreaterThanOrEqualTo(6_400);
        CallStats.Row row = row();
        assertThat(row.calls()).isEqualTo(6_400);
        assertThat(row.remote()).isEqualTo(6_400);
        assertThat(row.failed()).isZero();
        assertThat(row.retries()).isPositive();
        assertThat(row.instances()).containsExactly("dying", "living");
    }
}
