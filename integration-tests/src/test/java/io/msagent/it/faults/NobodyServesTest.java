package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.ExtendWith;

/** No instance is known, and none comes before the deadline. */
@ExtendWith(SharedCluster.class)
class NobodyServesTest {

    @Both
    void withFallbackTheBodyRunsInTheCaller(String method, FaultyCluster cluster) {
        long n = cluster.number();
        Outcome outcome = cluster.caller().call("nobody-" + method + "-local", n, "");

        assertThat(outcome.text()).isEqualTo(Long.toString(n));
        assertThat(cluster.ledger().ran(n)).containsExactly(cluster.caller().pid());
        assertThat(cluster.caller().said()).contains("in this process");
    }

    @Both
    void withoutFallbackItRunsNowhere(String method, FaultyCluster cluster) {
        long n = cluster.number();
        Outcome outcome = cluster.caller().call("nobody-" + method, n, "");

        assertThat(outcome.exception()).isEqualTo("NoInstanceException");
        assertThat(outcome.mayHaveRun()).isFalse();
        assertThat(outcome.text()).contains("nobody-" + method);
        assertThat(cluster.ledger().ran(n)).isEmpty();
    }
}
