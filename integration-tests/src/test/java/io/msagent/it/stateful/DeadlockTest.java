package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two bodies that wait for each other's key. */
class DeadlockTest {
    @Test
    void oneGetsAClearErrorAndTheOtherItsTurn() {
        Program.Result result = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Crossing")
                .agent("mode=loopback")
                .run();
        assertThat(result.status()).as(result.out() + result.err()).isZero();
        assertThat(result.out().lines()).as(result.err()).containsExactlyInAnyOrder("deadlock", "moved 1", "sum 0");
    }
}
