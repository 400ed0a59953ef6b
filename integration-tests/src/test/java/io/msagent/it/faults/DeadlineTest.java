package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.proxy.Fault;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The caller's deadline passes. */
@Tag("once")
@ExtendWith(SharedCluster.class)
class DeadlineTest {

    private static final Pattern ATTEMPTS = Pattern.compile("\\d+ attempts? in (\\d+) ms");

    @Both
    void whileTheBodyRuns(String method, FaultyCluster cluster) {
        cluster.two();
        begun(cluster, method + "-short", cluster.gate(), (n, outcome) -> {
            assertThat(outcome.exception()).isEqualTo("DeadlineExceededException");
            assertThat(outcome.mayHaveRun()).isTrue();
            Matcher attempts = ATTEMPTS.matcher(outcome.text());
            assertThat(outcome.text()).contains(method + "-short");
            assertThat(attempts.find()).as(outcome.text()).isTrue();
            assertThat(Integer.parseInt(attempts.group(1))).isGreaterThanOrEqualTo(4_000);
            assertThat(cluster.ledger().ran(n)).hasSize(1);
        });
    }

    /** Calls until one's body has begun: a machine that stands still may take all the time that a call has. */
    private static void begun(FaultyCluster cluster, String method, String how, BiConsumer<Long, Outcome> check) {
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            long n = cluster.number();
            Outcome outcome = cluster.patientCaller().call(method, n, how);
            if (cluster.ledger().ran(n).isEmpty()) {
                return false;
            }
            check.accept(n, outcome);
            return true;
        });
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
        begun(cluster, "again-short", "nested", (n, outcome) -> {
            assertThat(outcome.exception()).isEqualTo("DeadlineExceededException");
            assertThat(outcome.mayHaveRun()).isTrue();
            String nested = cluster.ledger().awaitLine(n, "DeadlineExceededException");
            assertThat(nested.split("\t")[1]).as("may have run").isEqualTo("false");
            assertThat(cluster.ledger().ran(n + 1)).isEmpty();
        });
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
