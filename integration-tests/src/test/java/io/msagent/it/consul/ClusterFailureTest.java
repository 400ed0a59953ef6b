package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulCluster;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A caller that calls without end while the leader of three Consul servers fails. */
@Tag("once")
@ExtendWith(RealConsul.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClusterFailureTest {
    @TempDir
    Path folder;

    private ConsulCluster cluster;

    @BeforeAll
    void start(@TempDir Path consuls) {
        cluster = ConsulCluster.start(consuls);
    }

    @AfterAll
    void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void awaitAllServers() {
        new Catalogue(cluster.client().address()).awaitFailureTolerance();
    }

    private ConsulNode serverOtherThan(ConsulNode leader) {
        return cluster.servers().stream()
                .filter(server -> server != leader)
                .findFirst()
                .orElseThrow();
    }

    private interface Failure {
        void happen() throws Exception;
    }

    /** The same with a provider that was started by hand. */
    private void callsGoOn(URI providersAgent, URI callersAgent, URI laterAgent, Failure failure) throws Exception {
        Path token = folder.resolve("token");
        try (CountingProgram provider = CountingProgram.provider(folder, "provider", providersAgent, token)) {
            new Catalogue(callersAgent).awaitPassing(provider.pid());
            callsGoOn(token, callersAgent, laterAgent, failure);
        }
    }

    /** Calls before, during and after the failure; none fails, and the watch goes on: a second provider is found. */
    private void callsGoOn(Path token, URI callersAgent, URI laterAgent, Failure failure) throws Exception {
        try (CountingProgram caller = CountingProgram.caller(folder, "caller", callersAgent, token)) {
            caller.awaitCalls(20);
            failure.happen();
            caller.awaitCalls(100);
            caller.assertEachCallRanOnceElsewhere();
            try (CountingProgram later = CountingProgram.provider(folder, "later", laterAgent, token)) {
                await("calls to the later provider")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> caller.lastServers(20).contains(Long.toString(later.pid())));
                caller.assertEachCallRanOnceElsewhere();
            }
        }
    }

    @Test
    void theLeaderIsKilledAndEverybodyTalksToTheClientAgent() throws Exception {
        ConsulNode leader = cluster.leader();
        URI client = cluster.client().address();
        try (Orchestrator orchestrator = Orchestrator.start(
                folder.resolve("orchestrator"), "--start-timeout", "5m", "--consul", client.toString())) {
            List<Long> before = new ArrayList<>();
            callsGoOn(orchestrator.state().resolve("token"), client, client, () -> {
                before.addAll(orchestrator.pids(CountingProgram.SERVICE));
                leader.kill();
                cluster.leaderOtherThan(leader.rpc());
            });
            assertThat(before).hasSize(1);
            await("the orchestrator's provider, and no other")
                    .atMost(Duration.ofMinutes(2))
                    .untilAsserted(() -> assertThat(orchestrator.pids(CountingProgram.SERVICE))
                            .isEqualTo(before)
                            .allMatch(pid -> ProcessHandle.of(pid).isPresent()));
        } finally {
            leader.start();
        }
    }

    @Test
    void theLeaderHangsAndEverybodyTalksToAnotherServer() throws Exception {
        ConsulNode leader = cluster.leader();
        URI other = serverOtherThan(leader).address();
        try {
            callsGoOn(other, other, other, () -> {
                leader.suspend();
                cluster.leaderOtherThan(leader.rpc());
            });
        } finally {
            leader.resume();
        }
    }

    /** The provider's own check passes still, but that of its node does not: it is the last resort. */
    @Test
    void theServerWhereTheProviderIsRegisteredIsKilled() throws Exception {
        ConsulNode leader = cluster.leader();
        URI other = serverOtherThan(leader).address();
        try {
            callsGoOn(leader.address(), other, other, () -> {
                leader.kill();
                cluster.leaderOtherThan(leader.rpc());
                new Catalogue(other).awaitPassing();
            });
        } finally {
            leader.start();
        }
    }
}
