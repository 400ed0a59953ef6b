package io.msagent.it.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.consul.CountingProgram;
import io.msagent.it.kit.Replicas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Two orchestrators and a program that calls without end, a provider of which they have started. */
final class Succession implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Replicas replicas;
    private final CountingProgram caller;
    private final List<Long> providers;

    Succession(Path folder, String... more) {
        replicas = Replicas.start(folder.resolve("orchestrators"), 2, more);
        caller = CountingProgram.caller(folder, "caller", replicas.registry(), replicas.tokenFile());
        caller.awaitCalls(1);
        providers = replicas.recorded();
        assertThat(providers).hasSize(1);
    }

    /** Kills whoever leads; returns when another does, and the dead one's slot is filled again. */
    void killTheLeader() {
        long leader = replicas.awaitLeaderOtherThan(0);
        ProcessHandle.of(leader).orElseThrow().destroyForcibly();
        awaitAnotherThan(leader);
    }

    /** Stops the leader's process, as a machine does that has no time for it; returns when it has been replaced. */
    void suspendTheLeader() throws Exception {
        long leader = replicas.awaitLeaderOtherThan(0);
        int status = new ProcessBuilder("kill", "-STOP", Long.toString(leader))
                .start()
                .waitFor();
        assertThat(status).isZero();
        awaitAnotherThan(leader);
    }

    /** The same with a leader that runs the embedded registry too, which then hangs as well. */
    void suspendTheLeaderWithTheRegistry() throws Exception {
        while (replicas.awaitLeaderOtherThan(0) != replicas.registryHolder()) {
            killTheLeader(); // its peer, which runs the registry, leads then
        }
        suspendTheLeader();
    }

    private void awaitAnotherThan(long former) {
        caller.awaitCalls(20);
        replicas.awaitLeaderOtherThan(former);
        replicas.awaitAllWithout(former);
    }

    /** No call has failed, and nothing was started that was not there before. */
    void assertNothingWasLost() {
        caller.awaitCalls(50);
        caller.assertEachCallRanOnceElsewhere();
        assertThat(replicas.recorded()).isEqualTo(providers);
        assertThat(replicas.startedEver(CountingProgram.SERVICE))
                .as(() -> replicas.events(CountingProgram.SERVICE))
                .isEqualTo(providers.size());
    }

    @Override
    public void close() {
        caller.close();
        replicas.close();
        await("the end of the providers")
                .atMost(PATIENCE)
                .until(() -> providers.stream()
                        .noneMatch(pid -> ProcessHandle.of(pid)
                                .filter(ProcessHandle::isAlive)
                                .isPresent()));
    }
}
