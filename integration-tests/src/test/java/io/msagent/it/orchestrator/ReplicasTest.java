package io.msagent.it.orchestrator;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two orchestrators, one of which runs the embedded registry; whoever leads dies, and at last hangs together with the registry. */
@Tag("once")
class ReplicasTest {
    private static final int KILLS = 4;

    @Test
    void theLeaderIsKilledAgainAndAgainAndOnceHangs(@TempDir Path folder) throws Exception {
        try (Succession succession = new Succession(folder)) {
            for (int i = 0; i < KILLS; i++) {
                succession.killTheLeader();
            }
            succession.assertNothingWasLost();

            succession.suspendTheLeaderWithTheRegistry();
            succession.assertNothingWasLost();
        }
    }
}
