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
        two.forEach(provider -> provider.proxy().always(Fault.CUT_BEFORE_DELIVERY));
        PuppetProcess caller = cluster.caller("retry.backoff=1ms", "retry.backoff.max=10ms");
        List<Long> numbers = new ArrayList<>();
        long begin = System.nanoTime();
        for (int i = 0; i < CALLS; i++) {
            numbers.add(cluster.number());
            caller.begin(method + "-short", numbers.get(i), "");
        }
        for (long n : numbers) {
            Outcome outcome = caller.end(n);
            assertThat(outcome.exception()).isIn("DeadlineExceededException", "OutcomeUnknownException");
            assertThat(outcome.mayHaveRun()).isTrue();
        }
        // it remembers nine to ten seconds, because it counts by the second
        long windows = 1 + Duration.ofNanos(System.nanoTime() - begin).toSeconds() / 9;
        long attempts = two.stream()
                .mapToLong(provider -> provider.proxy().requests().size())
                .sum();
        caller.close();

        // without a budget there would be thousands
        assertThat(attempts).isBetween((long) CALLS, CALLS + BUDGET * windows);
        assertThat(numbers).allSatisfy(n -> assertThat(cluster.ledger().ran(n)).isEmpty());
    }
}
