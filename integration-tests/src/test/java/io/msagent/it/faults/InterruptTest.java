package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.proxy.Fault;
import io.msagent.it.kit.proxy.FaultProxy;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's thread is interrupted: the call ends at once, and the flag is kept. */
@ExtendWith(SharedCluster.class)
class InterruptTest {

    private static Outcome interrupted(FaultyCluster cluster, long n) {
        cluster.caller().interrupt(n);
        Outcome outcome = cluster.caller().end(n);
        assertThat(outcome.exception()).as(outcome.text()).isEqualTo("CallInterruptedException");
        assertThat(outcome.interrupted()).as("flag").isTrue();
        return outcome;
    }

    @Both
    void whileTheBodyRuns(String method, FaultyCluster cluster) {
        cluster.two();
        long n = cluster.number();
        cluster.caller().begin(method, n, cluster.gate());
        cluster.ledger().awaitRan(n, 1);

        assertThat(interrupted(cluster, n).mayHaveRun()).isTrue();
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Test
    void whileThereIsNobodyToCall(FaultyCluster cluster) {
        long n = cluster.number();
        cluster.caller().begin("nobody", n, "");
        cluster.caller().awaitBegun(n);

        assertThat(interrupted(cluster, n).mayHaveRun()).isFalse();
    }

    @Both
    void whileItPausesBetweenAttempts(String method, FaultyCluster cluster) {
        cluster.two().forEach(provider -> provider.proxy().always(Fault.CUT_BEFORE_DELIVERY));
        long n = cluster.number();
        cluster.caller().begin(method, n, "");
        await("attempts")
                .atMost(Duration.ofMinutes(2))
                .until(() -> cluster.two().stream()
                        .map(ProviderProcess::proxy)
                        .map(FaultProxy::requests)
                        .anyMatch(requests -> requests.stream()
                                        .filter(r -> r.contains("[" + n + ","))
                                        .count()
                                > 2));

        assertThat(interrupted(cluster, n).mayHaveRun()).isTrue();
        assertThat(cluster.ledger().ran(n)).isEmpty();
    }
}
