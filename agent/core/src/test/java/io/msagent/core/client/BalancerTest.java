package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BalancerTest {
    private final Balancer balancer = new Balancer();
    private final Instance a = instance("a");
    private final Instance b = instance("b");
    private final Instance c = instance("c");
    private final Instance d = instance("d");

    @RepeatedTest(20)
    void takesTheLessBusyOfTwo() {
        balancer.load(a).begin();
        assertThat(balancer.pick(List.of(a, b), Set.of())).isEqualTo(b);
    }

    @RepeatedTest(20)
    void triedOnesComeLast() {
        balancer.load(c).begin();
        assertThat(balancer.pick(List.of(a, b, c), Set.of("a", "b"))).isEqualTo(c);
        assertThat(balancer.pick(List.of(a, b), Set.of("a", "b"))).isIn(a, b);
    }

    @RepeatedTest(20)
    void leavesAFailedOneAlone_butNeverMoreThanHalf() {
        fail(a);
        assertThat(balancer.pick(List.of(a, b, c, d), Set.of())).isNotEqualTo(a);
        fail(b);
        assertThat(balancer.pick(List.of(a, b, c, d), Set.of())).isIn(c, d);
        fail(c);
        // of three that failed the two that failed last are left alone
        assertThat(balancer.pick(List.of(a, b, c, d), Set.of())).isIn(a, d);
        assertThat(balancer.pick(List.of(a), Set.of())).isEqualTo(a);
    }

    @RepeatedTest(20)
    void anUntriedOneThatFailedBeforeIsBetterThanATriedOne() {
        fail(a);
        assertThat(balancer.pick(List.of(a, b), Set.of("b"))).isEqualTo(a);
    }

    @Test
    void successEndsTheTimeAlone() {
        fail(a);
        balancer.load(a).begin();
        balancer.load(a).end(true);
        balancer.load(b).begin();
        assertThat(balancer.pick(List.of(a, b), Set.of())).isEqualTo(a);
    }

    private void fail(Instance instance) {
        balancer.load(instance).begin();
        balancer.load(instance).end(false);
    }

    private static Instance instance(String id) {
        return new Instance(id, "s", "127.0.0.1", 1, Map.of(), Instance.Status.PASSING, "");
    }
}
