package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.msagent.DeadlineExceededException;
import io.msagent.OutcomeUnknownException;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.client.TestProvider.Received;
import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance.Status;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The answer of a stateful call was lost: who is asked, and what is said to them. */
class OwnerLostTest extends CallerFixture {
    private static final String KEY = "ann";
    private static final Duration LONG = Duration.ofMinutes(5);

    private TestProvider owner;
    private TestProvider other;

    @BeforeEach
    void start() throws Exception {
        String first = Partitions.owner(TestProvider.SERVICE, Partitions.of(KEY), Set.of("a", "b"));
        owner = provider(first);
        other = provider(first.equals("a") ? "b" : "a");
        registry.settle();
    }

    private static TestCallee method(Kind kind) {
        return new TestCallee().stateful(kind).within(LONG);
    }

    /** From now on the other one owns the key, and both say so. */
    private void moves() {
        owner.always = Fault.NOT_OWNER;
        owner.owner = other.instance().id();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void theOwnerIsAskedAgain(Kind kind) throws Exception {
        owner.script(Fault.CUT_AFTER_BODY, Fault.HALF_ANSWER);
        assertThat(call(method(kind), KEY)).containsExactly(3);
        assertThat(owner.bodies).hasValue(1);
        assertThat(owner.received)
                .hasSize(3)
                .allSatisfy(attempt -> assertThat(attempt.headers()).containsEntry(Protocol.ONCE, "true"))
                .extracting(attempt -> attempt.headers().get(Protocol.TRANSACTION))
                .containsOnly(owner.received.get(0).headers().get(Protocol.TRANSACTION));
        assertThat(owner.received.get(0).headers()).doesNotContainKey(Protocol.REPEAT);
        assertThat(owner.received.subList(1, 3))
                .allSatisfy(again -> assertThat(again.headers()).containsKey(Protocol.REPEAT));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void thenTheNewOwner_asTheSameCall(Kind kind) throws Exception {
        owner.script(Fault.CUT_AFTER_BODY);
        owner.onFault = this::moves;
        assertThat(call(method(kind), KEY)).containsExactly(3);
        Received first = owner.received.get(0);
        assertThat(other.received)
                .hasSize(1)
                .first()
                .satisfies(again -> assertThat(again.headers())
                        .containsEntry(Protocol.CALL_ID, first.headers().get(Protocol.CALL_ID))
                        .containsEntry(Protocol.TRANSACTION, first.headers().get(Protocol.TRANSACTION))
                        .containsKey(Protocol.REPEAT));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNewOwnerThatDoesNotKnow_isAnUnknownOutcome(Kind kind) {
        owner.script(Fault.CUT_AFTER_BODY);
        owner.onFault = this::moves;
        other.script(Fault.FORGOTTEN);
        OutcomeUnknownException e = catchThrowableOfType(OutcomeUnknownException.class, () -> call(method(kind), KEY));
        assertThat(e).hasMessageContaining("no record").hasMessageContaining("; transaction ");
        assertThat(e.getMessage().contains("state = DURABLE")).isEqualTo(kind == Kind.MEMORY);
        assertThat(other.bodies).hasValue(0);
    }

    /** The new owner has to take the lease first, and says that it is not yet the one. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void whereTheOwnerDied_whoeverOwnsTheKeyThen(Kind kind) throws Exception {
        owner.script(Fault.CUT_AFTER_BODY);
        owner.onFault = () -> registry.remove(owner.instance().id());
        other.script(Fault.NOT_OWNER, Fault.NOT_OWNER, Fault.NOT_OWNER);
        other.owner = null;
        Background<Object[]> call = background(() -> call(method(kind), KEY));
        await().until(() -> !owner.received.isEmpty());
        owner.close();
        assertThat(call.result().get()).containsExactly(3);
        assertThat(other.received.get(3).headers()).containsKey(Protocol.REPEAT);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void anOwnerThatHangsIsGivenUp_onceTheRegistrySpeaksAgainstIt(Kind kind) throws Exception {
        owner.always = Fault.HANG;
        Background<Object[]> call = background(() -> call(method(kind), KEY));
        await().until(() -> owner.bodies.get() == 1);
        assertThat(call.result()).isNotDone();
        registry.add(owner.instance(Status.CRITICAL, TestProvider.DIGEST));
        assertThat(call.result().get()).containsExactly(3);
        assertThat(other.received.get(0).headers()).containsKey(Protocol.REPEAT);
    }

    /** It has hung, and its lease is not over yet, so the other one still names it. */
    @Test
    void andIsNotWaitedForWithoutEndWhileItIsStillNamed() throws Exception {
        owner.always = Fault.HANG;
        other.script(Fault.NOT_OWNER, Fault.NOT_OWNER);
        other.owner = owner.instance().id();
        Background<Object[]> call = background(() -> call(method(Kind.DURABLE), KEY));
        await().until(() -> owner.bodies.get() == 1);
        registry.add(owner.instance(Status.CRITICAL, TestProvider.DIGEST));
        assertThat(call.result().get()).containsExactly(3);
    }

    @Test
    void oneThatMayRunTwiceIsSimplyMadeAgain() throws Exception {
        TestCallee method = method(Kind.MEMORY);
        method.idempotent = true;
        owner.script(Fault.CUT_AFTER_BODY);
        owner.onFault = this::moves;
        assertThat(call(method, KEY)).containsExactly(3);
        assertThat(List.of(owner.received.get(0), other.received.get(0)))
                .allSatisfy(
                        attempt -> assertThat(attempt.headers()).doesNotContainKeys(Protocol.REPEAT, Protocol.ONCE));
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, mode = Mode.EXCLUDE, names = "EXTERNAL")
    void whenTheTimeIsOver_saysThatItMayHaveRun(Kind kind) {
        owner.script(Fault.CUT_AFTER_BODY);
        owner.always = Fault.CUT_BEFORE_BODY;
        DeadlineExceededException e = catchThrowableOfType(
                DeadlineExceededException.class,
                () -> call(new TestCallee().stateful(kind).within(Duration.ofSeconds(1)), KEY));
        assertThat(e.bodyMayHaveRun()).isTrue();
        assertThat(other.received).isEmpty();
    }

    @Test
    void itIsNeverHedged() throws Exception {
        Caller hedging = callerWith("hedge", "1ms");
        TestCallee method = method(Kind.DURABLE);
        method.idempotent = true;
        owner.gate(2);
        Background<Object[]> call = background(() -> call(hedging, method, KEY));
        await().until(() -> owner.received.size() == 1);
        registry.settle();
        assertThat(call(hedging, method, KEY)).containsExactly(3);
        assertThat(call.result().get()).containsExactly(3);
        assertThat(other.received).isEmpty();
        assertThat(hedging.state().services().get(0).hedges()).isZero();
    }

    @Test
    void whatTheNewOwnerRefusesForGood_isAnUnknownOutcome() {
        owner.script(Fault.CUT_AFTER_BODY);
        owner.onFault = this::moves;
        other.script(Fault.BAD_REQUEST);
        assertThatThrownBy(() -> call(method(Kind.DURABLE), KEY))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("bad-request");
    }
}
