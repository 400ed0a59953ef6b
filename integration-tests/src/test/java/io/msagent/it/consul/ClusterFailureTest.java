package io.msagent.it.consul;

import static org.awaitility.Awaitility.await;

import io.msagent.registry.consul.real.ConsulCluster;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
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
    private int started;

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

    /** Calls before, during and after the failure; none fails, and the watch goes on: a second provider is found. */
    private void callsGoOn(URI providersAgent, URI callersAgent, URI laterAgent, Failure failure) throws Exception {
        Path token = folder.resolve("token");
        int number = started++;
        Catalogue catalogue = new Catalogue(callersAgent);
        try (CountingProgram provider = CountingProgram.provider(folder, "provider" + number, providersAgent, token)) {
            catalogue.awaitPassing(provider.pid());
            try (CountingProgram caller = CountingProgram.caller(folder, "caller" + number, callersAgent, token)) {
                caller.awaitCalls(20);
                failure.happen();
                caller.awaitCalls(100);
                caller.assertEachCallRanOnceElsewhere();
                try (CountingProgram later = CountingProgram.provider(folder, "later" + number, laterAgent, token)) {
                    await("calls to the later provider")
                            .atMost(Duration.ofMinutes(2))
                            .until(() -> caller.lastServers(20).contains(Long.toString(later.pid())));
                    caller.assertEachCallRanOnceElsewhere();
                }
            }
        }
    }

    @Test
    void theLeaderIsKilledAndEverybodyTalksToTheClientAgent() throws Exception {
        ConsulNode leader = cluster.leader();
        URI client = cluster.client().address();
        try {
            callsGoOn(client, client, client, () -> {
                leader.kill();
                cluster.leaderOtherThan(leader.rpc());
            });
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
