package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every strategy must do that spreads calls. The bounds are ten standard deviations away from the mean. */
abstract class SpreadingContract extends BalancerContract {
    private static final int PICKS = 10_000;

    @Test
    void equalsGetEqualShares() throws Exception {
        assertThat(shares(all, 3 * PICKS).values())
                .allSatisfy(n -> assertThat(n).isBetween(9_000, 11_000));
    }

    @Test
    void aNewInstanceGetsItsShareLittleByLittle() throws Exception {
        warmUp();
        Candidate fresh = candidate("fresh");
        List<Candidate> two = List.of(a, fresh);
        int atFirst = shares(two, PICKS).get(fresh);
        nanos.addAndGet(Candidate.SLOW_START.toNanos() / 2);
        int half = shares(two, PICKS).get(fresh);
        nanos.addAndGet(Candidate.SLOW_START.toNanos() / 2);
        int atLast = shares(two, PICKS).get(fresh);
        assertThat(atFirst).isBetween(200, 800);
        assertThat(half).isBetween(2_250, 3_250);
        assertThat(atLast).isBetween(4_500, 5_500);
    }

    @Test
    void instancesThatAreAllNewShareAsOthersDo() throws Exception {
        Map<Candidate, Integer> shares = shares(all, 3 * PICKS);
        assertThat(shares.values()).allSatisfy(n -> assertThat(n).isBetween(9_000, 11_000));
    }

    @Test
    void aNewInstanceHelpsAtOnceWhenTheOthersAreFull() throws Exception {
        warmUp();
        Candidate fresh = candidate("fresh");
        says(a, "40/16");
        assertThat(shares(List.of(a, fresh), PICKS).get(fresh)).isGreaterThanOrEqualTo(4_500);
    }
}
