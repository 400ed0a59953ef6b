package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.Instance.Status;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastKnownTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final LastKnown both = LastKnown.nothing(LONG).told(List.of(a(Status.PASSING), b(Status.PASSING)));

    private static Instance a(Status status) {
        return instance("a", 7001, status);
    }

    private static Instance b(Status status) {
        return instance("b", 7002, status);
    }

    private static Instance instance(String id, int port, Status status) {
        return new Instance(id, "pricing", "127.0.0.1", port, Map.of(), status, "");
    }

    @Test
    void nothingIsLostWhileTheRegistryIsAway() {
        assertThat(both.lost().instances()).containsExactly(a(Status.PASSING), b(Status.PASSING));
        assertThat(both.lost().isLost()).isTrue();
        assertThat(LastKnown.nothing(LONG).lost().instances()).isEmpty();
    }

    @Test
    void aRegistryThatNeverWasAwayIsBelieved() {
        assertThat(both.told(List.of(b(Status.CRITICAL))).instances()).containsExactly(b(Status.CRITICAL));
    }

    @Test
    void whatAReturnedRegistryDoesNotKnowOrHoldsForCriticalIsKept() {
        LastKnown back = both.lost().told(List.of(b(Status.CRITICAL)));

        assertThat(back.instances()).containsExactly(a(Status.PASSING), b(Status.PASSING));
        assertThat(back.isKept(a(Status.PASSING))).isTrue();
        assertThat(back.isLost()).isFalse();
    }

    @Test
    void whatItSpeaksWellOfIsItsOwnAgain() {
        LastKnown back = both.lost().told(List.of()).told(List.of(a(Status.WARNING)));

        assertThat(back.instances()).containsExactly(a(Status.WARNING), b(Status.PASSING));
        assertThat(back.isKept(a(Status.WARNING))).isFalse();
        assertThat(back.told(List.of(a(Status.CRITICAL))).instances())
                .containsExactly(a(Status.CRITICAL), b(Status.PASSING));
    }

    @Test
    void maintenanceIsMeant() {
        assertThat(both.lost().told(List.of(a(Status.MAINTENANCE))).instances())
                .containsExactly(a(Status.MAINTENANCE), b(Status.PASSING));
    }

    @Test
    void whatWasCriticalBeforeIsNotKept() {
        LastKnown before = LastKnown.nothing(LONG).told(List.of(a(Status.CRITICAL), b(Status.NODE_CRITICAL)));

        assertThat(before.lost().told(List.of()).instances()).containsExactly(b(Status.NODE_CRITICAL));
    }

    @Test
    void anAddressThatAnotherHasNowIsGivenUp() {
        Instance heir = instance("heir", 7001, Status.PASSING);

        assertThat(both.lost().told(List.of(heir)).instances()).containsExactly(b(Status.PASSING), heir);
    }

    @Test
    void theGraceEnds() {
        LastKnown back = LastKnown.nothing(Duration.ofMillis(20))
                .told(List.of(a(Status.PASSING)))
                .lost()
                .told(List.of());

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(back.instances()).isEmpty());
        assertThat(back.isKept(a(Status.PASSING))).isFalse();
        assertThat(back.withoutStale()).isNotSameAs(back);
        assertThat(both.withoutStale()).isSameAs(both);
    }

    @Test
    void theGraceDoesNotEndWhileTheRegistryIsAwayAgain() {
        LastKnown back = LastKnown.nothing(Duration.ofSeconds(2))
                .told(List.of(a(Status.PASSING)))
                .lost()
                .told(List.of());
        LastKnown awayAgain = back.lost();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(back.instances()).isEmpty());
        assertThat(awayAgain.withoutStale().instances()).containsExactly(a(Status.PASSING));
        assertThat(back.lost().instances()).as("lost after its grace").isEmpty();
    }

    @Test
    void aSecondOutageBeginsASecondGrace() {
        LastKnown twice = both.lost().told(List.of()).lost().told(List.of());

        assertThat(twice.instances()).containsExactly(a(Status.PASSING), b(Status.PASSING));
    }
}
