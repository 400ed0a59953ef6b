package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.client.breaker.Verdict;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedTest extends BalancerContract {
    @Override
    Balancer balancer() {
        return new Fixed();
    }

    @Test
    void alwaysTheSame_howeverBusy() throws Exception {
        Candidate first = pick(all);
        busy(first, 100);
        assertThat(shares(all, 100)).containsEntry(first, 100);
    }

    @Test
    void oneThatIsGoneIsReplacedForGood() throws Exception {
        Candidate first = pick(all);
        Candidate second = pick(without(first));
        assertThat(shares(all, 100)).as("when it is back").containsEntry(second, 100);
    }

    @Test
    void oneThatIsEjectedIsReplacedForGood() throws Exception {
        Candidate first = pick(all);
        first.begin();
        first.end(Verdict.GONE, null);
        Candidate second = balancer.pick(all, without(first), DEADLINE);
        first.begin();
        first.end(Verdict.WELL, null);
        assertThat(shares(all, 100)).containsEntry(second, 100);
    }

    @Test
    void oneThatRefusesASingleCallStays() throws Exception {
        Candidate first = pick(all);
        Candidate standIn = balancer.pick(all, without(first), DEADLINE);
        for (int i = 0; i < 20; i++) {
            assertThat(balancer.pick(all, without(first), DEADLINE)).isSameAs(standIn);
        }
        assertThat(shares(all, 100)).containsEntry(first, 100);
    }

    @Test
    void callersDoNotAllTakeTheSame() throws Exception {
        assertThat(List.of(a, b, c)).allSatisfy(one -> {
            Candidate taken = null;
            for (int i = 0; i < 1_000 && taken != one; i++) {
                taken = new Fixed().pick(all, all, DEADLINE);
            }
            assertThat(taken).isSameAs(one);
        });
    }
}
