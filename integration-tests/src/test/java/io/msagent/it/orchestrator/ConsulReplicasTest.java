package io.msagent.it.orchestrator;

import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The same with a real Consul. */
@Tag("once")
@ExtendWith(RealConsul.class)
class ConsulReplicasTest {
    private static final int KILLS = 3;

    @Test
    void theLeaderIsKilledAgainAndAgainAndOnceHangs(@TempDir Path folder) throws Exception {
        try (ConsulNode consul = ConsulNode.dev(folder.resolve("consul"));
                Succession succession =
                        new Succession(folder, "--consul", consul.address().toString())) {
            for (int i = 0; i < KILLS; i++) {
                succession.killTheLeader();
            }
            succession.suspendTheLeader();
            succession.assertNothingWasLost();
        }
    }
}
