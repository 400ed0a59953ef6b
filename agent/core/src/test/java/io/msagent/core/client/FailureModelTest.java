package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.msagent.CallInterruptedException;
import io.msagent.CallRefusedException;
import io.msagent.DeadlineExceededException;
import io.msagent.MicroserviceException;
import io.msagent.NoInstanceException;
import io.msagent.OutcomeUnknownException;
import io.msagent.ProtocolException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The failure model's table, row by row, with body executions counted. */
class FailureModelTest extends CallerFixture {
    private final TestCallee callee = new TestCallee();

    @Test
    void callsAndCarriesWhatTheProtocolNames() throws Exception {
        TestProvider provider = provider("a");
        assertThat(call(callee, 41)).containsExactly(42);
        TestProvider.Received request = provider.received.get(0);
        assertThat(request.path()).isEqualTo("/ms/v1/call/adding/add(int,java.lang.String%5B%5D)");
        assertThat(request.headers())
                .containsEntry("authorization", TOKEN.header())
                .containsEntry("content-type", "application/json")
                .containsEntry(Protocol.DIGEST, "d1")
                .containsEntry(Protocol.DEPTH, "0")
                .containsEntry("content-length", "4")
                .doesNotContainKeys("user-agent", "accept-encoding", Protocol.RECEIVER);
        assertThat(Long.parseLong(request.headers().get(Protocol.TIME_LEFT))).isBetween(1L, 20_000L);
    }

    // row: no instance known

    @Test
    void nobodyServes_runsHereOrThrows() throws Exception {
        assertThat(call(callee, 1)).isNull();
        assertThatThrownBy(() -> call(new TestCallee().noFallback(), 1))
                .isInstanceOf(NoInstanceException.class)
                .hasMessageContainingAll("adding", "add(int", "no instance is registered", "there is no orchestrator");
        assertThat(row().local()).isEqualTo(1);
        assertThat(row().failed()).isEqualTo(1);
    }

    @Test
    void registryRefuses_theAdviceIsAboutItsToken() {
        registry.refuse();
        assertThatThrownBy(() -> call(new TestCallee().noFallback().within(Duration.ofSeconds(1)), 1))
                .isInstanceOf(NoInstanceException.class)
                .hasMessageContainingAll("ACL not found", "registry.token", "fallback=local")
                .message()
                .doesNotContain("Start an orchestrator");
    }

    // row: connection refused

    @ParameterizedTest
    @EnumSource(Retry.class)
    void connectionRefused_nextInstance(Retry retry) throws Exception {
        deadProvider("dead");
        TestProvider living = provider("living");
        for (int i = 0; i < 20; i++) {
            assertThat(call(retry.apply(callee), i)).containsExactly(i + 1);
        }
        assertThat(living.bodies).hasValue(20);
    }

    @Test
    void everyInstanceRefusesConnections_retriesUntilTheDeadline_thenRunsHere() throws Exception {
        deadProvider("dead");
        assertThat(call(callee.within(Duration.ofSeconds(1)), 1)).isNull();
        assertThat(row().retries()).isPositive();
        NoInstanceException e = catchThrowableOfType(
                NoInstanceException.class,
                () -> call(new TestCallee().noFallback().within(Duration.ofSeconds(1)), 1));
        assertThat(e).hasMessageContainingAll("dead at 127.0.0.1:", "attempts in", "not reached");
        assertThat(e.bodyMayHaveRun()).isFalse();
    }

    @Test
    void everyInstanceRefusesConnections_anotherAppears_isCalled() throws Exception {
        deadProvider("dead");
        Background<Object[]> call = background(() -> call(callee, 1));
        TestProvider late = provider("late");
        assertThat(call.result().get()).containsExactly(2);
        assertThat(late.bodies).hasValue(1);
    }

    // row: answered "not started"

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"OVERLOADED", "QUIESCING", "UNKNOWN_METHOD"})
    void notStarted_nextInstance(Fault fault) throws Exception {
        TestProvider refusing = provider("refusing");
        refusing.always = fault;
        TestProvider living = provider("living");
        for (int i = 0; i < 10; i++) {
            assertThat(call(i % 2 == 0 ? callee : new TestCallee().notIdempotent(), i))
                    .containsExactly(i + 1);
        }
        assertThat(refusing.bodies).hasValue(0);
        assertThat(living.bodies).hasValue(10);
    }

    @Test
    void notStartedAnywhere_retriesUntilOneTakesIt() throws Exception {
        TestProvider one = provider("one").script(Fault.OVERLOADED, Fault.OVERLOADED, Fault.OVERLOADED);
        assertThat(call(callee, 1)).containsExactly(2);
        assertThat(one.bodies).hasValue(1);
        assertThat(row().retries()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"UNAUTHORISED", "BAD_REQUEST"})
    void refusedForGood_failsAtOnce(Fault fault) {
        TestProvider one = provider("one").script(fault);
        CallRefusedException e = catchThrowableOfType(CallRefusedException.class, () -> call(callee, 1));
        assertThat(e.bodyMayHaveRun()).isFalse();
        assertThat(e).hasMessageContaining("as scripted");
        assertThat(one.received).hasSize(1);
        assertThat(one.bodies).hasValue(0);
    }

    @Test
    void overloadedUntilTheDeadline_isNoReasonToRunHere() {
        TestProvider one = provider("one");
        one.always = Fault.OVERLOADED;
        DeadlineExceededException e = catchThrowableOfType(
                DeadlineExceededException.class, () -> call(callee.within(Duration.ofSeconds(1)), 1));
        assertThat(e).hasMessageContaining("overloaded");
        assertThat(one.bodies).hasValue(0);
        assertThat(callee.ranHere).hasValue(0);
    }

    // row: request sent, no answer

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_BODY", "CUT_AFTER_BODY", "HALF_ANSWER"})
    void lostIdempotent_nextInstance(Fault fault) throws Exception {
        TestProvider cutting = provider("cutting");
        cutting.always = fault;
        TestProvider living = provider("living");
        for (int i = 0; i < 10; i++) {
            assertThat(call(callee, i)).containsExactly(i + 1);
        }
        assertThat(living.bodies).hasValue(10);
        assertThat(row().failed()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"CUT_BEFORE_BODY", "CUT_AFTER_BODY", "HALF_ANSWER"})
    void lostNotIdempotent_sameInstanceWithTheSameId(Fault fault) throws Exception {
        TestProvider cutting = provider("cutting").script(fault, fault, Fault.QUIESCING);
        assertThat(call(callee.notIdempotent(), 1)).containsExactly(2);
        assertThat(cutting.bodies).hasValue(1);
        assertThat(cutting.received).hasSize(4);
        assertThat(cutting.received.stream()
                        .map(r -> r.headers().get(Protocol.CALL_ID))
                        .collect(Collectors.toSet()))
                .hasSize(1);
    }

    @Test
    void lostNotIdempotent_otherInstancesAreNotAsked() throws Exception {
        TestProvider a = provider("a").script(Fault.CUT_AFTER_BODY, Fault.CUT_AFTER_BODY);
        TestProvider b = provider("b").script(Fault.CUT_AFTER_BODY, Fault.CUT_AFTER_BODY);
        assertThat(call(callee.notIdempotent(), 1)).containsExactly(2);
        assertThat(a.bodies.get() + b.bodies.get()).isEqualTo(1);
    }

    @Test
    void lostNotIdempotent_instanceDies_outcomeUnknown() {
        TestProvider dying = provider("dying");
        dying.always = Fault.HANG;
        TestProvider other = provider("other");
        other.always = Fault.HANG;
        Background<Object[]> call = background(() -> call(callee.notIdempotent(), 1));
        await().until(() -> dying.bodies.get() + other.bodies.get() == 1);
        TestProvider owner = dying.bodies.get() == 1 ? dying : other;
        TestProvider bystander = owner == dying ? other : dying;
        owner.close();
        assertThatThrownBy(() -> call.result().get())
                .cause()
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("refuses connections");
        assertThat(bystander.bodies).hasValue(0);
        assertThat(callee.ranHere).hasValue(0);
    }

    @Test
    void lostNotIdempotent_instanceLeavesTheRegistry_outcomeUnknown() {
        TestProvider cutting = provider("cutting");
        cutting.always = Fault.CUT_AFTER_BODY;
        Background<Object[]> call = background(() -> call(callee.notIdempotent(), 1));
        await().until(() -> cutting.received.size() > 1);
        registry.remove("cutting");
        assertThatThrownBy(() -> call.result().get())
                .cause()
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("gone from the registry");
        assertThat(cutting.bodies).hasValue(1);
    }

    @Test
    void lostNotIdempotent_anotherProcessHasThePort_isNotAsked() {
        TestProvider cutting = provider("cutting");
        cutting.always = Fault.CUT_AFTER_BODY;
        Background<Object[]> call = background(() -> call(callee.notIdempotent(), 1));
        await().until(() -> cutting.received.size() > 1);
        Instance old = cutting.instance();
        registry.add(new Instance(
                "successor", old.service(), old.host(), old.port(), old.meta(), Instance.Status.PASSING, ""));
        assertThatThrownBy(() -> call.result().get()).cause().isInstanceOf(OutcomeUnknownException.class);
    }

    @Test
    void lostIdempotent_soleInstance_isNeverRunHere() throws Exception {
        TestProvider cutting = provider("cutting");
        cutting.always = Fault.CUT_AFTER_BODY;
        Background<Object[]> call = background(() -> call(callee, 1));
        await().until(() -> cutting.bodies.get() == 1);
        registry.remove("cutting");
        provision = (method, deadline) -> new Provision.Answer.Failed("it cannot be started");
        TestProvider late = unregistered("late");
        registry.add(late.instance());
        assertThat(call.result().get()).containsExactly(2);
        assertThat(late.bodies).hasValue(1);
    }

    @Test
    void lostIdempotent_registryAway_theInstanceComesBack() throws Exception {
        TestProvider dying = provider("dying");
        dying.always = Fault.HANG;
        Background<Object[]> call = background(() -> call(callee, 1));
        await().until(() -> dying.bodies.get() == 1);
        registry.away(true);
        dying.close();
        TestProvider back = new TestProvider("dying", dying.port());
        toClose.add(back);
        assertThat(call.result().get()).containsExactly(2);
        assertThat(back.bodies).hasValue(1);
    }

    // row: the body threw

    @Test
    void bodyThrew_isRethrownAndNeverRetried() {
        TestProvider a = provider("a").script(Fault.THROW);
        TestProvider b = provider("b").script(Fault.THROW);
        assertThatThrownBy(() -> call(callee, 1))
                .isInstanceOf(AppException.class)
                .hasMessage("no stock");
        assertThat(a.bodies.get() + b.bodies.get()).isEqualTo(1);
        assertThat(row().threw()).isEqualTo(1);
        assertThat(row().failed()).isZero();
    }

    // row: answer unreadable

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"GARBAGE", "NO_OUTCOME", "UNKNOWN_OUTCOME", "WRONG_TYPE", "BAD_JSON"})
    void unreadable_isNeverRetried(Fault fault) {
        TestProvider one = provider("one").script(fault);
        ProtocolException e = catchThrowableOfType(ProtocolException.class, () -> call(callee, 1));
        assertThat(e.bodyMayHaveRun()).isTrue();
        assertThat(e).hasMessageContaining("one at 127.0.0.1:");
        assertThat(one.received).hasSize(1);
    }

    // row: the deadline passed

    @ParameterizedTest
    @EnumSource(Retry.class)
    void deadlinePassedWhileWaiting_saysThatTheBodyMayHaveRun(Retry retry) throws Exception {
        TestProvider hanging = warm(provider("hanging"));
        hanging.always = Fault.HANG;
        DeadlineExceededException e = catchThrowableOfType(
                DeadlineExceededException.class, () -> call(retry.apply(callee).within(Duration.ofSeconds(1)), 1));
        assertThat(e.bodyMayHaveRun()).isTrue();
        assertThat(e).hasMessageContaining("hanging at 127.0.0.1:");
        assertThat(hanging.bodies).hasValue(2);
    }

    // row: interrupted

    @Test
    void interruptedWhileWaitingForAnAnswer() {
        TestProvider hanging = provider("hanging");
        hanging.always = Fault.HANG;
        Background<Boolean> call = background(() -> interruptedAs(true));
        await().until(() -> hanging.bodies.get() == 1);
        call.thread().interrupt();
        assertThat(call.result().join()).isTrue();
    }

    @Test
    void interruptedWhileWaitingForAnInstance() {
        provision = (method, deadline) -> new Provision.Answer.Provided();
        Background<Boolean> call = background(() -> interruptedAs(false));
        await().until(() -> asked.get() == 1);
        call.thread().interrupt();
        assertThat(call.result().join()).isTrue();
    }

    @Test
    void interruptedBetweenAttempts() {
        TestProvider refusing = provider("refusing");
        refusing.always = Fault.OVERLOADED;
        ClientOptions patient =
                ClientOptions.from(Settings.of(Map.of("retry.backoff", "1h", "retry.backoff.max", "1h")));
        try (Caller slow =
                new Caller(registry, TOKEN, new HttpTransport(patient), Provision.NONE, patient, new CallStats())) {
            Background<Boolean> call = background(() -> interruptedAs(slow, false));
            await().until(() -> !refusing.received.isEmpty() && call.thread().getState() == Thread.State.TIMED_WAITING);
            call.thread().interrupt();
            assertThat(call.result().join()).isTrue();
        }
    }

    private boolean interruptedAs(boolean bodyMayHaveRun) {
        return interruptedAs(caller, bodyMayHaveRun);
    }

    private boolean interruptedAs(Caller by, boolean bodyMayHaveRun) {
        MicroserviceException e =
                catchThrowableOfType(CallInterruptedException.class, () -> by.call(callee, null, new Object[] {1}));
        assertThat(e.bodyMayHaveRun()).isEqualTo(bodyMayHaveRun);
        return Thread.currentThread().isInterrupted();
    }

    // arguments that cannot travel

    @Test
    void argumentsThatCannotTravel_areRefusedAndNotRunHere() {
        TestProvider one = provider("one");
        assertThatThrownBy(() -> call(callee, new Object()))
                .isInstanceOf(CallRefusedException.class)
                .hasMessageContainingAll("com.acme.Adder#add(int", "$[0]: java.lang.Object", "wire.allow");
        assertThat(one.received).isEmpty();
        assertThat(row().failed()).isEqualTo(1);
    }

    /** Makes one call, so that a short deadline is not spent on loading classes. */
    private TestProvider warm(TestProvider provider) throws Exception {
        assertThat(call(new TestCallee(), 1)).containsExactly(2);
        return provider;
    }

    private void deadProvider(String id) {
        TestProvider dead = provider(id);
        dead.close();
    }

    enum Retry {
        IDEMPOTENT,
        NOT_IDEMPOTENT;

        TestCallee apply(TestCallee callee) {
            callee.idempotent = this == IDEMPOTENT;
            return callee;
        }
    }
}
