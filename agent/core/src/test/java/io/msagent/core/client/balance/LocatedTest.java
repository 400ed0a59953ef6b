package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Without an answer it does as power of two does, so it must keep the same contract. */
class LocatedTest extends SpreadingContract {
    private volatile String named;

    @Override
    Balancer balancer() {
        return new Located((like, deadline) -> named);
    }

    @Test
    void theNamedOneIsTaken_howeverBusy() throws Exception {
        busy(c, 100);
        named = "c";
        assertThat(shares(all, 100)).containsEntry(c, 100);
    }

    @Test
    void oneThatIsNotOfferedIsNotTakenAlthoughItIsNamed() throws Exception {
        named = "c";
        for (int i = 0; i < 100; i++) {
            assertThat(balancer.pick(all, List.of(a, b), DEADLINE)).isIn(a, b);
        }
    }

    @Test
    void anInterruptEndsTheAsking() {
        Balancer asking = new Located((like, deadline) -> {
            throw new InterruptedException("asked to stop");
        });
        assertThatThrownBy(() -> asking.pick(all, all, DEADLINE)).isInstanceOf(InterruptedException.class);
    }
}
