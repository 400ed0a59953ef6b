package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wrong use is told clearly, at the first call at the latest. */
@Tag("once")
@ExtendWith(SharedStateful.class)
class MisuseTest {

    @Test
    void aNullKeyIsRefusedBeforeAnythingIsSent(StatefulCluster cluster) {
        Answer answer = cluster.clerk().call("enter", "null");
        assertThat(answer.thrown()).isEqualTo("io.msagent.CallRefusedException");
        assertThat(answer.mayHaveRun()).isFalse();
        assertThat(answer.message()).contains("key", "null");
    }

    @Test
    void aKeyThatIsTooLongIsRefused(StatefulCluster cluster) {
        Answer answer = cluster.clerk().call("enter", "k".repeat(513));
        assertThat(answer.thrown()).isEqualTo("io.msagent.CallRefusedException");
        assertThat(answer.mayHaveRun()).isFalse();
        assertThat(answer.message()).contains("512");
    }
}
