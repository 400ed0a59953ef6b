package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.proxy.Fault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The request has left and no answer comes: the body may have run. */
@ExtendWith(SharedCluster.class)
class LostAnswerTest {

    private static long requests(FaultyCluster cluster, long n) {
        return cluster.two().stream()
                .mapToLong(provider -> provider.proxy().requests().stream()
                        .filter(request -> request.contains("[" + n + ","))
                        .count())
                .sum();
    }

    @ParameterizedTest
    @EnumSource(names = {"CUT_AFTER_DELIVERY", "LOSE_ANSWER", "CUT_IN_ANSWER"})
    void anIdempotentOneRunsAgainElsewhere(Fault fault, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(fault);
        Outcome outcome = cluster.patientCaller().call("again", n, "");

        assertThat(outcome.exception()).as(outcome.text()).isEmpty();
        assertThat(cluster.script().isOver()).isTrue();
        assertThat(requests(cluster, n)).isEqualTo(2);
        assertThat(cluster.ledger().awaitRan(n, 2)).hasSize(2).doesNotHaveDuplicates();
    }

    /** The same instance is asked again, and answers from its record of calls. */
    @ParameterizedTest
    @EnumSource(names = {"CUT_AFTER_DELIVERY", "LOSE_ANSWER", "CUT_IN_ANSWER"})
    void anotherOneDoesNot(Fault fault, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(fault, fault, fault);
        Outcome outcome = cluster.patientCaller().call("once", n, "");

        assertThat(outcome.exception()).as(outcome.text()).isEmpty();
        assertThat(outcome.text()).isEqualTo(Long.toString(n));
        assertThat(cluster.script().isOver()).isTrue();
        assertThat(requests(cluster, n)).isEqualTo(4);
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Test
    void anAnswerMayBeCutAnywhere(FaultyCluster cluster) {
        cluster.two();
        for (int i = 0; i < 40; i++) {
            long n = cluster.number();
            cluster.script().next(Fault.CUT_IN_ANSWER);
            Outcome outcome = cluster.patientCaller().call("once", n, "");
            assertThat(outcome.text()).isEqualTo(Long.toString(n));
            assertThat(cluster.ledger().ran(n)).hasSize(1);
        }
    }

    /** The caller cannot know that nobody got the request. */
    @Both
    void aRequestThatWasNotDelivered(String method, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(Fault.CUT_BEFORE_DELIVERY);
        Outcome outcome = cluster.patientCaller().call(method, n, "");

        assertThat(outcome.exception()).as(outcome.text()).isEmpty();
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Test
    void theAnswerOfABodyThatStillRunsIsWaitedFor(FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(Fault.CUT_AFTER_DELIVERY);
        cluster.patientCaller().begin("once", n, cluster.gate());
        cluster.ledger().awaitRan(n, 1);
        cluster.openGates();

        assertThat(cluster.patientCaller().end(n).text()).isEqualTo(Long.toString(n));
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Test
    void whereTheInstanceIsGoneAnIdempotentOneRunsElsewhere(FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        long n = cluster.number();
        cluster.patientCaller().begin("again", n, cluster.gate());
        long first = cluster.ledger().awaitRan(n, 1).get(0);
        two.stream().filter(provider -> provider.pid() == first).forEach(ProviderProcess::kill);
        List<Long> ran = cluster.ledger().awaitRan(n, 2);
        cluster.openGates();

        assertThat(cluster.patientCaller().end(n).text()).isEqualTo(Long.toString(n));
        assertThat(ran).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void whereTheInstanceIsGoneTheOutcomeOfAnotherIsUnknown(FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        long n = cluster.number();
        cluster.patientCaller().begin("once", n, cluster.gate());
        long first = cluster.ledger().awaitRan(n, 1).get(0);
        two.stream().filter(provider -> provider.pid() == first).forEach(ProviderProcess::kill);
        Outcome outcome = cluster.patientCaller().end(n);

        assertThat(outcome.exception()).isEqualTo("OutcomeUnknownException");
        assertThat(outcome.mayHaveRun()).isTrue();
        assertThat(outcome.text()).contains("once");
        assertThat(cluster.ledger().ran(n)).containsExactly(first);
    }
}
