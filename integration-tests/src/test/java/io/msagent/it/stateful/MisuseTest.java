package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Wrong use is told clearly, at the first call at the latest. */
@Tag("once")
@ExtendWith(SharedStateful.class)
class MisuseTest {

    @Test
    void marksThatCouldOnlyGoWrongAreToldAtTheFirstCallAndRunNothing() {
        Program.Result result = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "vault.Misused")
                .agent("registry=http://127.0.0.1:1", "provide=false", "timeout=5s")
                .run();
        assertThat(result.out().lines())
                .as(result.err())
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).startsWith("TwoKeys: ").contains("2 of its parameters are @Key"))
                .anySatisfy(line -> assertThat(line).startsWith("OpenFile: ").contains("its state cannot be kept"))
                .anySatisfy(line -> assertThat(line).startsWith("Local: ").contains("fallback=LOCAL"))
                .anySatisfy(line -> assertThat(line).startsWith("FloatingKey: ").contains("of type double"))
                .anySatisfy(line -> assertThat(line).startsWith("Static: ").contains("it is static"))
                .allSatisfy(line -> assertThat(line).contains(": io.msagent.CallRefusedException: "));
    }

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
