package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.msagent.core.client.TestProvider.Fault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What makes a caller leave an instance alone, and how that one comes back. */
class EjectionTest extends CallerFixture {
    private static final int FAULTS = 20;

    private final TestCallee callee = new TestCallee().noFallback();

    @Test
    void whoLosesCallsIsLeftAlone_triedNowAndThen_andComesBack() throws Exception {
        TestProvider sick = provider("sick");
        sick.always = Fault.CUT_BEFORE_BODY;
        TestProvider well = provider("well");
        for (int i = 0; i < 500; i++) {
            assertThat(call(callee, i)).containsExactly(i + 1);
        }
        // 1 s, 2 s, 4 s, ...: so many are ten minutes and more
        assertThat(sick.received).hasSizeBetween(1, 25);
        assertThat(service().ejections()).isEqualTo(sick.received.size());
        assertThat(well.bodies).hasValue(500);
        sick.always = null;
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            call(callee, 1);
            return sick.bodies.get() > 0;
        });
        assertThat(service().ejected()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"THROW", "OVERLOADED", "BAD_REQUEST"})
    void whoAnswersIsNotEjected(Fault fault) throws Exception {
        List<TestProvider> both = List.of(provider("one"), provider("other"));
        both.forEach(provider -> provider.always = fault);
        both.forEach(provider -> provider.onFault = () -> {
            if (both.stream().mapToInt(p -> p.received.size()).sum() >= FAULTS) {
                both.forEach(p -> p.always = null);
            }
        });
        while (both.get(0).always != null) {
            // an overloaded one is asked until it is not any more; the others end the call at once
            Throwable thrown = catchThrowable(() -> call(callee, 1));
            assertThat(thrown == null).isEqualTo(fault == Fault.OVERLOADED);
        }
        assertThat(service().ejections()).isZero();
    }

    @Test
    void whoTakesTooLongAgainAndAgainIsLeftAlone() throws Exception {
        Caller impatient = callerWith("attempt.timeout", "200ms");
        provider("hanging").always = Fault.HANG;
        provider("well");
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            assertThat(call(impatient, callee, 1)).containsExactly(2);
            return impatient.state().services().get(0).ejections() > 0;
        });
        assertThat(row().failed()).isZero();
    }

    @Test
    void whoIsOnItsWayOutIsLeftAlone() throws Exception {
        TestProvider leaving = provider("leaving");
        leaving.always = Fault.QUIESCING;
        provider("staying");
        for (int i = 0; i < 100; i++) {
            assertThat(call(callee, i)).containsExactly(i + 1);
        }
        assertThat(leaving.received).hasSizeBetween(1, 15);
    }

    private ClientState.ServiceState service() {
        return caller.state().services().get(0);
    }
}
