package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundRobinTest extends SpreadingContract {
    @Override
    Balancer balancer() {
        return new RoundRobin();
    }

    @Test
    void oneAfterTheOther_howeverBusy() throws Exception {
        warmUp();
        busy(a, 100);
        assertThat(shares(all, 30)).containsValues(10).hasSize(3);
        assertThat(List.of(pick(all), pick(all), pick(all))).containsExactlyInAnyOrder(a, b, c);
    }
}
