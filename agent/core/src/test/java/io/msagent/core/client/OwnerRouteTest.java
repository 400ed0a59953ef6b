package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.msagent.CallRefusedException;
import io.msagent.DeadlineExceededException;
import io.msagent.DeadlockException;
import io.msagent.NoInstanceException;
import io.msagent.core.call.Stateful;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A call of a method that keeps state goes to the owner of its key, wherever that is. */
class OwnerRouteTest extends CallerFixture {
    private static final String KEY = "ann";

    private final TestCallee callee = new TestCallee().stateful(Stateful.Kind.MEMORY);

    private Map<String, TestProvider> providers(String... ids) throws Exception {
        Map<String, TestProvider> providers =
                Stream.of(ids).collect(Collectors.toMap(Function.identity(), this::provider));
        registry.settle();
        return providers;
    }

    private static String wanted(String key, Map<String, TestProvider> among) {
        return Objects.requireNonNull(Partitions.owner(TestProvider.SERVICE, Partitions.of(key), among.keySet()));
    }

    @Test
    void atFirstToTheOneThatIsToOwnIt() throws Exception {
        Map<String, TestProvider> providers = providers("a", "b", "c");
        for (int i = 0; i < 40; i++) {
            String key = "key-" + i;
            TestProvider owner = providers.get(wanted(key, providers));
            int before = owner.bodies.get();
            assertThat(call(callee, key)).containsExactly(key.length());
            assertThat(owner.bodies).as(key).hasValue(before + 1);
        }
        assertThat(providers.values())
                .allSatisfy(one -> assertThat(one.bodies.get()).isPositive());
    }

    @Test
    void thenToWhoIsNamed_andStraightThereTheNextTime() throws Exception {
        Map<String, TestProvider> providers = providers("a", "b", "c");
        TestProvider wanted = providers.remove(wanted(KEY, providers));
        TestProvider real = providers.remove(providers.keySet().iterator().next());
        wanted.always = Fault.NOT_OWNER;
        wanted.owner = real.instance().id();
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(wanted.received).hasSize(1);
        assertThat(real.bodies).hasValue(2);
        assertThat(providers.values())
                .allSatisfy(one -> assertThat(one.received).isEmpty());
    }

    @Test
    void evenIfThatOneIsInMaintenance() throws Exception {
        TestProvider leaving = unregistered("leaving");
        registry.add(leaving.instance(Status.MAINTENANCE, TestProvider.DIGEST));
        TestProvider heir = provider("heir");
        heir.always = Fault.NOT_OWNER;
        heir.owner = "leaving";
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(leaving.bodies).hasValue(1);
    }

    /** The body of a living owner ends, though its registration has gone bad. */
    @Test
    void evenIfThatOneIsCritical() throws Exception {
        TestProvider owner = unregistered("owner");
        registry.add(owner.instance(Status.CRITICAL, TestProvider.DIGEST));
        TestProvider other = provider("other");
        other.always = Fault.NOT_OWNER;
        other.owner = "owner";
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(owner.bodies).hasValue(1);
    }

    /** More refusals than the retry budget has. */
    @Test
    void waitsWhileItsKeyMoves() throws Exception {
        TestProvider one = provider("one");
        for (int i = 0; i < 60; i++) {
            one.script(Fault.NOT_OWNER, Fault.QUIESCING);
        }
        assertThat(call(callerWith("retry.backoff.max", "5ms"), callee.within(Duration.ofMinutes(1)), KEY))
                .containsExactly(3);
        assertThat(one.received).hasSize(121);
        assertThat(one.bodies).hasValue(1);
    }

    @Test
    void whoAreNotSureSendItBackAndForth_withPauses() throws Exception {
        TestProvider one = provider("one").script(Fault.NOT_OWNER, Fault.NOT_OWNER, Fault.NOT_OWNER);
        TestProvider other = provider("other").script(Fault.QUIESCING, Fault.QUIESCING, Fault.QUIESCING);
        one.owner = "other";
        other.owner = "one";
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(one.received.size() + other.received.size()).isBetween(4, 7);
        assertThat(one.bodies.get() + other.bodies.get()).isEqualTo(1);
    }

    @Test
    void anHeirIsAskedAtOnce_butOthersStillGoToTheOwner() throws Exception {
        Map<String, TestProvider> providers = providers("a", "b");
        TestProvider leaving = providers.remove(wanted(KEY, providers));
        TestProvider heir = providers.values().iterator().next();
        assertThat(call(callee, KEY)).containsExactly(3);
        leaving.script(Fault.QUIESCING);
        leaving.owner = heir.instance().id();
        heir.script(Fault.NOT_OWNER);
        heir.owner = leaving.instance().id();
        assertThat(call(callee, KEY)).containsExactly(3);
        assertThat(leaving.bodies).hasValue(2);
        assertThat(heir.received).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Stateful.Kind.class)
    void runsNowhereIfNobodyServesIt(Stateful.Kind kind) {
        TestCallee method = new TestCallee().stateful(kind).within(Duration.ofMillis(300));
        NoInstanceException e = catchThrowableOfType(NoInstanceException.class, () -> call(method, KEY));
        assertThat(e)
                .hasMessageContaining("no instance is registered, and nobody can start one: there is no orchestrator")
                .hasMessageContaining("; transaction ")
                .hasMessageNotContaining("fallback");
        assertThat(method.ranHere).hasValue(0);
    }

    @Test
    void anOwnerThatCannotBeReachedIsWaitedForOrReplaced() throws Exception {
        Map<String, TestProvider> providers = providers("a", "b");
        TestProvider dead = providers.get(wanted(KEY, providers));
        dead.close();
        Background<Object[]> call = background(() -> call(callee.within(Duration.ofMinutes(2)), KEY));
        registry.remove(dead.instance().id());
        assertThat(call.result().get()).containsExactly(3);
        assertThat(dead.bodies).hasValue(0);
    }

    @Test
    void anOwnerThatIsDeadCostsNoRetriesThatOthersMayNeed() throws Exception {
        provider("one").close();
        long before = caller.state().retryBudget();
        Exception e = catchException(() -> call(callee.within(Duration.ofSeconds(1)), KEY));
        assertThat(e).isNotNull();
        assertThat(caller.state().retryBudget()).isEqualTo(before);
    }

    @Test
    void whenTheTimeIsOver_saysThatItHasNotStarted() {
        TestProvider one = provider("one");
        one.always = Fault.NOT_OWNER;
        Caller patient = callerWith("retry.backoff", "1h", "retry.backoff.max", "1h");
        TestCallee hurried = callee.within(Duration.ofMillis(500));
        // at the first time, unless the machine stands still while an attempt is on its way
        await().until(() -> {
            Exception e = catchException(() -> call(patient, hurried, KEY));
            return e instanceof DeadlineExceededException over
                    && !over.bodyMayHaveRun()
                    && over.getMessage().contains("not-owner (as scripted)")
                    && over.getMessage().contains("; transaction ");
        });
    }

    @Test
    void aDeadlockIsAnErrorOfItsOwn() {
        provider("one").script(Fault.DEADLOCK);
        DeadlockException e = catchThrowableOfType(DeadlockException.class, () -> call(callee, KEY));
        assertThat(e).hasMessageContaining("deadlock: as scripted").hasMessageContaining("; transaction ");
        assertThat(e.bodyMayHaveRun()).isFalse();
    }

    @Test
    void aUseThatCanOnlyGoWrongIsRefusedAtEveryCall() {
        TestProvider one = provider("one");
        callee.stateful(new Stateful(Stateful.Kind.MEMORY, 0, "two parameters are marked @Key"));
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> call(callee, KEY))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("two parameters are marked @Key");
        }
        assertThat(one.received).isEmpty();
    }

    @Test
    void aKeyThatIsNoneIsRefused() {
        provider("one");
        for (Object key : List.of("x".repeat(513), 1.5)) {
            assertThatThrownBy(() -> call(callee, key))
                    .isInstanceOf(CallRefusedException.class)
                    .hasMessageContaining("$[0]: key: found a")
                    .hasMessageContaining("@Key");
        }
    }
}
