package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.OutcomeUnknownException;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Instance.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A call waits at an instance that does not answer, without an attempt.timeout, and the registry says that it is ill. */
class CriticalInstanceTest extends CallerFixture {
    /** No test waits for it. */
    private static final Duration LONG = Duration.ofHours(1);

    private final TestCallee callee = new TestCallee().noFallback().within(LONG);
    private final TestProvider hanging = unregistered("hanging");
    private final TestProvider well = unregistered("well");

    private void is(TestProvider provider, Status status) {
        registry.add(provider.instance(status, TestProvider.DIGEST));
    }

    /** A call whose body runs at the hanging instance; the other one appears after that. */
    private Background<Object[]> callThatHangs(Caller by, TestCallee method) {
        hanging.always = Fault.HANG;
        is(hanging, Status.PASSING);
        int before = hanging.bodies.get();
        Background<Object[]> call = background(() -> call(by, method, 1));
        await().until(() -> hanging.bodies.get() == before + 1);
        return call;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anIdempotentOneIsMadeElsewhere(boolean criticalFirst) throws Exception {
        Background<Object[]> call = callThatHangs(caller, callee);
        if (criticalFirst) {
            is(hanging, Status.CRITICAL);
            registry.settle();
            assertThat(call.result()).as("there is no other one").isNotDone();
            is(well, Status.PASSING);
        } else {
            is(well, Status.PASSING);
            registry.settle();
            assertThat(call.result()).as("it may answer yet").isNotDone();
            is(hanging, Status.CRITICAL);
        }
        assertThat(call.result().get()).containsExactly(2);
        assertThat(well.bodies).hasValue(1);
        // who hangs need not go on with it if it comes back
        await().until(() -> hanging.cancelled.size() == 1);
    }

    @Test
    void oneAtAnInstanceThatIsGoneFromTheRegistryToo() throws Exception {
        Background<Object[]> call = callThatHangs(caller, callee);
        is(well, Status.PASSING);
        registry.remove("hanging");
        assertThat(call.result().get()).containsExactly(2);
    }

    @Test
    void manyAreMadeElsewhere() throws Exception {
        List<Background<Object[]>> calls = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            calls.add(callThatHangs(caller, callee));
        }
        is(well, Status.PASSING);
        is(hanging, Status.CRITICAL);
        for (Background<Object[]> call : calls) {
            assertThat(call.result().get()).containsExactly(2);
        }
        assertThat(caller.state().retryBudget())
                .as("what we have cut ourselves costs nothing")
                .isEqualTo(100);
        assertThat(hanging.bodies).hasValue(20);
        assertThat(well.bodies).hasValue(20);
    }

    @Test
    void oneThatIsHedgedToo() throws Exception {
        Caller hedging = callerWith("hedge", "1h");
        Background<Object[]> call = callThatHangs(hedging, callee);
        is(well, Status.PASSING);
        is(hanging, Status.CRITICAL);
        assertThat(call.result().get()).containsExactly(2);
    }

    @Test
    void anInstanceThatTakesNoNewCallsEndsThoseItHas() throws Exception {
        Background<Object[]> call = callThatHangs(caller, callee);
        is(well, Status.PASSING);
        for (Status status : List.of(Status.MAINTENANCE, Status.WARNING, Status.NODE_CRITICAL)) {
            is(hanging, status);
            registry.settle();
            assertThat(call.result()).as(status.name()).isNotDone();
        }
        is(hanging, Status.CRITICAL);
        assertThat(call.result().get()).containsExactly(2);
    }

    /** What only the registry has lost is asked for nothing less. */
    @Test
    void aRegistryThatGoesAwayOrComesBackWithoutItsDataEndsNoAttempt() throws Exception {
        Background<Object[]> call = callThatHangs(caller, callee);
        is(well, Status.PASSING);
        registry.settle();
        registry.away(true);
        registry.settle();
        assertThat(call.result()).isNotDone();
        registry.remove("hanging");
        registry.settle();
        registry.away(false);
        registry.settle();
        assertThat(call.result()).isNotDone();
        is(hanging, Status.CRITICAL);
        registry.settle();
        assertThat(call.result()).isNotDone();
        is(hanging, Status.PASSING);
        registry.settle();
        is(hanging, Status.CRITICAL);
        assertThat(call.result().get()).containsExactly(2);
    }

    /** Nobody else may run it, and the instance may answer yet; once it is certainly gone, that is said at once. */
    @Test
    void oneThatMustNotRunTwiceWaits() throws Exception {
        Background<Object[]> call =
                callThatHangs(caller, new TestCallee().notIdempotent().within(LONG));
        is(well, Status.PASSING);
        is(hanging, Status.CRITICAL);
        registry.settle();
        registry.remove("hanging");
        registry.settle();
        assertThat(call.result()).isNotDone();
        hanging.close();
        assertThatThrownBy(() -> call.result().get()).cause().isInstanceOf(OutcomeUnknownException.class);
        assertThat(well.bodies).hasValue(0);
    }

    @Test
    void anotherProcessAtItsAddressIsAnotherInstance() throws Exception {
        Background<Object[]> call = callThatHangs(caller, callee);
        Instance there = hanging.instance();
        registry.remove("hanging");
        registry.add(new Instance(
                "successor", there.service(), there.host(), there.port(), there.meta(), Status.CRITICAL, ""));
        registry.settle();
        assertThat(call.result()).isNotDone();
        is(well, Status.PASSING);
        assertThat(call.result().get()).containsExactly(2);
    }
}
