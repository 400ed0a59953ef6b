package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.proxy.Fault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's deadline passes. */
@ExtendWith(SharedCluster.class)
class DeadlineTest {

    @Both
    void whileTheBodyRuns(String method, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.caller().begin(method + "-short", n, cluster.gate());
        cluster.ledger().awaitRan(n, 1);
        Outcome outcome = cluster.caller().end(n);

        assertThat(outcome.exception()).isEqualTo("DeadlineExceededException");
        assertThat(outcome.mayHaveRun()).isTrue();
        assertThat(outcome.text()).contains(method + "-short").contains("1 attempt in 4");
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Both
    void whileNothingComesBack(String method, FaultyCluster cluster) {
        cluster.two().forEach(provider -> provider.proxy().always(Fault.BLACK_HOLE));
        long n = cluster.number();
        Outcome outcome = cluster.caller().call(method + "-short", n, "");

        assertThat(outcome.exception()).isEqualTo("DeadlineExceededException");
        assertThat(outcome.mayHaveRun()).isTrue();
        assertThat(cluster.ledger().ran(n)).isEmpty();
    }

    /** The call that a body makes has no more time than the body's own caller gives it. */
    @Test
    void isInheritedByNestedCalls(FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        Outcome outcome = cluster.caller().call("again-short", n, "nested");

        assertThat(outcome.exception()).isEqualTo("DeadlineExceededException");
        assertThat(outcome.mayHaveRun()).isTrue();
        String nested = cluster.ledger().awaitLine(n, "DeadlineExceededException");
        assertThat(nested.split("\t")[1]).as("may have run").isEqualTo("false");
        assertThat(cluster.ledger().ran(n + 1)).isEmpty();
    }

    /** A provider does not start what nobody waits for any more. */
    @Both
    void whileTheCallWaitsForAWorker(String method, FaultyCluster cluster) throws Exception {
        String gate = cluster.gate();
        for (ProviderProcess provider : cluster.two()) {
            for (int i = 0; i < 2; i++) {
                long n = cluster.number();
                provider.direct("again", n, gate);
                cluster.ledger().awaitRan(n, 1);
            }
        }
        long n = cluster.number();
        assertThat(cluster.caller().call(method + "-short", n, "").exception())
                .isIn("DeadlineExceededException", "NoInstanceException");
        cluster.openGates();
        for (ProviderProcess provider : cluster.two()) {
            assertThat(provider.direct("again", cluster.number(), "").get().statusCode())
                    .isEqualTo(200);
        }
        assertThat(cluster.ledger().ran(n)).isEmpty();
    }
}
