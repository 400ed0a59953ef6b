package io.msagent.registry.consul.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The cluster that other tests break does what a cluster does. */
@Tag("once")
@ExtendWith(RealConsul.class)
class ConsulClusterTest {
    @Test
    void anotherServerLeadsWhenTheLeaderIsGone(@TempDir Path folder) throws Exception {
        try (ConsulCluster cluster = ConsulCluster.start(folder)) {
            ConsulNode first = cluster.leader();
            first.kill();
            ConsulNode second = cluster.leaderOtherThan(first.rpc());
            assertThat(cluster.servers()).contains(second);

            first.start();
            first.awaitReady();
            assertThat(cluster.leader()).isSameAs(second);
        }
    }
}
