package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.proxy.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sick cluster is not hammered: attempts beyond the first draw on a budget. */
@Tag("once")
@ExtendWith(SharedCluster.class)
class RetryBudgetTest {
    private static final int CALLS = 100;
    /** What the budget gives for ten seconds if there are few calls. */
    private static final int BUDGET = 100;

    @Both
    void boundsTheAttempts(String method, FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        PuppetProcess caller = cluster.caller("retry.backoff=1ms", "retry.backoff.max=10ms", "connect.timeout=1m");
        // the first call starts the client, which would use up the others' time
        assertThat(caller.call(method, cluster.number(), "").exception()).isEmpty();
        two.forEach(provider -> provider.proxy().forget());
        two.forEach(provider -> provider.proxy().always(Fault.CUT_BEFORE_DELIVERY));
        List<Long> numbers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            numbers.add(cluster.number());
            caller.begin(method + "-short", numbers.get(i), "");
        }
        long sent = 0;
        for (long n : numbers) {
            Outcome outcome = caller.end(n);
            // the last only where a machine was so slow that nothing was sent in time
            assertThat(outcome.exception())
                    .isIn("DeadlineExceededException", "OutcomeUnknownException", "NoInstanceException");
            sent += outcome.mayHaveRun() ? 1 : 0;
        }
        assertThat(sent).isPositive();
        // it remembers nine to ten seconds, because it counts by the second
        long windows = 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds() / 9;
        long attempts = two.stream()
                .mapToLong(provider -> provider.proxy().requests().size())
                .sum();
        caller.close();

        // without a budget there would be thousands
        assertThat(attempts).isBetween(sent, CALLS + BUDGET * windows);
        assertThat(numbers).allSatisfy(n -> assertThat(cluster.ledger().ran(n)).isEmpty());
    }
}
