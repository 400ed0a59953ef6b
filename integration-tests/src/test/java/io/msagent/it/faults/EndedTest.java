package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.proxy.Fault;
import org.junit.jupiter.api.extension.ExtendWith;

/** An answer came, and whatever it says or does not say, the call is over. */
@ExtendWith(SharedCluster.class)
class EndedTest {

    @Both
    void whatTheBodyThrewIsRethrownAndNotRetried(String method, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        Outcome outcome = cluster.caller().call(method, n, "throw");

        assertThat(outcome.exception()).isEqualTo("IllegalStateException");
        assertThat(outcome.text()).isEqualTo("told to throw " + n);
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Both
    void aBodyOfTheAnswerThatIsNoJson(String method, FaultyCluster cluster) {
        unreadable(method, Fault.CORRUPT_BODY, cluster);
    }

    @Both
    void anAnswerThatIsNoHttp(String method, FaultyCluster cluster) {
        unreadable(method, Fault.CORRUPT_HEAD, cluster);
    }

    private static void unreadable(String method, Fault fault, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(fault);
        Outcome outcome = cluster.caller().call(method, n, "");

        assertThat(outcome.exception()).as(outcome.text()).isEqualTo("ProtocolException");
        assertThat(outcome.mayHaveRun()).isTrue();
        assertThat(cluster.ledger().ran(n)).as("not retried").hasSize(1);
    }

    @Both
    void aSlowAnswerIsWaitedFor(String method, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.script().next(Fault.THROTTLE);
        assertThat(cluster.caller().call(method, n, "").text()).isEqualTo(Long.toString(n));
        assertThat(cluster.ledger().ran(n)).hasSize(1);

        cluster.script().next(Fault.DELAY);
        assertThat(cluster.caller().call(method, n + 1, "").text()).isEqualTo(Long.toString(n + 1));
        assertThat(cluster.ledger().ran(n + 1)).hasSize(1);
    }
}
