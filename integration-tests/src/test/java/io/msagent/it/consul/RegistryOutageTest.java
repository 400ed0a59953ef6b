package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.registry.CuttableProxy;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A caller that calls without end while its Consul is restarted, loses its data, hangs, or cannot be reached. It has two
 * providers: one that the orchestrator started, one started by hand.
 */
@Tag("once")
@ExtendWith(RealConsul.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RegistryOutageTest {
    /** Each time a registry comes back, it may hold an instance for critical for a moment while a call is there. */
    private static final int MOST_AGAIN = 8;

    private Path folder;
    private Path tokenFile;
    private ConsulNode consul;
    private Catalogue catalogue;
    private CuttableProxy callersLine;
    private CuttableProxy orchestratorsLine;
    private Orchestrator orchestrator;
    private CountingProgram caller;
    private CountingProgram byHand;
    private long spawned;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        folder = temporary;
        consul = ConsulNode.server(folder.resolve("consul"));
        catalogue = new Catalogue(consul.address());
        callersLine = new CuttableProxy(consul.address());
        orchestratorsLine = new CuttableProxy(consul.address());
        orchestrator = Orchestrator.start(
                folder.resolve("orchestrator"),
                "--start-timeout",
                "5m",
                "--consul",
                orchestratorsLine.address().toString());
        tokenFile = orchestrator.state().resolve("token");
        caller = CountingProgram.caller(folder, "caller", callersLine.address(), tokenFile);
        caller.awaitCalls(1);
        spawned = orchestrator.pids(CountingProgram.SERVICE).get(0);
        byHand = CountingProgram.provider(folder, "provider", consul.address(), tokenFile);
        catalogue.awaitPassing(spawned, byHand.pid());
    }

    @AfterAll
    void stop() throws Exception {
        for (AutoCloseable one :
                new AutoCloseable[] {caller, byHand, orchestrator, orchestratorsLine, callersLine, consul}) {
            if (one != null) {
                one.close();
            }
        }
    }

    private void allIsAsBefore() {
        catalogue.awaitOnly(spawned, byHand.pid());
        caller.awaitCalls(50);
        caller.assertCallsRanElsewhere(MOST_AGAIN);
        awaitStatus(spawned, byHand.pid());
    }

    /** Waits until the orchestrator shows these, and no other. */
    private void awaitStatus(Long... serving) {
        await("status of the orchestrator")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() ->
                        assertThat(orchestrator.pids(CountingProgram.SERVICE)).containsExactlyInAnyOrder(serving));
    }

    @Test
    void consulIsRestartedWithItsData() {
        consul.stop();
        caller.awaitCalls(200); // longer than the heartbeat's TTL: every check is critical when it is back
        consul.start();
        consul.awaitReady();

        allIsAsBefore();
    }

    @Test
    void consulIsRestartedWithoutItsData() throws Exception {
        List<String> before = catalogue.keys();
        consul.stop();
        caller.awaitCalls(200);
        consul.forget();
        consul.start();
        consul.awaitReady();

        allIsAsBefore();
        await("records of the orchestrator")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(catalogue.keys()).containsExactlyInAnyOrderElementsOf(before));

        theOrchestratorReplacesItsProvider();
    }

    /** What it gave back to Consul is enough to start a provider again. */
    private void theOrchestratorReplacesItsProvider() {
        byHand.close();
        awaitStatus(spawned);
        ProcessHandle.of(spawned).orElseThrow().destroyForcibly();
        spawned = await("another one in its place")
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> orchestrator.pids(CountingProgram.SERVICE),
                        pids -> pids.size() == 1 && pids.get(0) != spawned)
                .get(0);
        byHand = CountingProgram.provider(folder, "another", consul.address(), tokenFile);
        allIsAsBefore();
    }

    @Test
    void consulHangs() {
        consul.suspend();
        try {
            caller.awaitCalls(200);
            Program.Result first = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Counting", "1")
                    .agent("registry=" + consul.address(), "token.file=" + tokenFile, "timeout=4s", "fallback=none")
                    .run();
            assertThat(first.out()).contains("FAILED io.msagent.NoInstanceException");
        } finally {
            consul.resume();
        }

        allIsAsBefore();
    }

    @Test
    void theLinesToConsulAreCut() {
        int before = registryLines();
        callersLine.cut();
        orchestratorsLine.cut();
        caller.awaitCalls(300);
        assertThat(registryLines()).as(caller.err()).isEqualTo(before + 1);
        await("the orchestrator's status")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(shownStatus())
                        .contains("registry away since ")
                        .contains("last known shown")
                        .contains(Long.toString(spawned)));

        callersLine.mend();
        orchestratorsLine.mend();
        await("the caller's word for it").atMost(Duration.ofMinutes(2)).until(() -> registryLines() == before + 2);
        await("the orchestrator's status")
                .atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> assertThat(shownStatus()).doesNotContain("away"));
        allIsAsBefore();
        assertThat(registryLines()).as(caller.err()).isEqualTo(before + 2);
    }

    private int registryLines() {
        return (int)
                caller.err().lines().filter(line -> line.contains("registry")).count();
    }

    private String shownStatus() {
        return Program.jar(
                        Paths.ORCHESTRATOR,
                        "status",
                        "--state",
                        orchestrator.state().toString())
                .run()
                .out();
    }
}
