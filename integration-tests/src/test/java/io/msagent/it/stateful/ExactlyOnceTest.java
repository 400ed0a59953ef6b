package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.proxy.Fault;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A repeated call is answered with its outcome, and its body does not run again. */
@Tag("once")
@ExtendWith(SharedStateful.class)
class ExactlyOnceTest {

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_DELIVERY", "CUT_AFTER_DELIVERY", "LOSE_ANSWER", "CUT_IN_ANSWER"})
    void aDurableCallTakesEffectOnce(Fault fault, StatefulCluster cluster) {
        takesEffectOnce(fault, cluster, "counter");
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_BEFORE_DELIVERY", "CUT_AFTER_DELIVERY", "LOSE_ANSWER", "CUT_IN_ANSWER"})
    void soDoesOneWithStateInMemory(Fault fault, StatefulCluster cluster) {
        takesEffectOnce(fault, cluster, "tally");
    }

    private static void takesEffectOnce(Fault fault, StatefulCluster cluster, String kind) {
        ClerkProcess clerk = cluster.clerk();
        String key = cluster.newKey();
        assertThat(clerk.result(kind + ".add", key, "1")).isEqualTo("1");
        cluster.script().next(fault);
        String call = clerk.begin(kind + ".add", key, "5");
        assertThat(clerk.end(call).result()).isEqualTo("6");
        assertThat(requests(cluster, call)).as("requests of the call").isGreaterThan(1);
        assertThat(cluster.notes(call)).as("bodies of the call").containsExactly("add");
        assertThat(clerk.result(kind + ".get", key)).isEqualTo("6");
    }

    private static long requests(StatefulCluster cluster, String call) {
        return cluster.pids().stream()
                .flatMap(pid -> cluster.proxy(pid).requests().stream())
                .filter(request -> request.contains("\"" + call + "\""))
                .count();
    }
}
