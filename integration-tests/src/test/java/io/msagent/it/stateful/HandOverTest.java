package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.it.history.Operation;
import io.msagent.it.kit.Admin;
import io.msagent.it.kit.Orchestrator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** State that only memory has survives whatever is done to instances in good order, under load, and no call fails. */
@Tag("once")
class HandOverTest {
    private static final String SERVICE = "tallies";
    private static final int THREADS = 8;
    private static final int CALLS = 100;

    @TempDir
    Path folder;

    @Test
    void stateInMemorySurvivesScalingRestartAndSigterm() throws Exception {
        try (Orchestrator orchestrator = Orchestrator.start(folder.resolve("orchestrator"));
                Registry registry = ServiceLoader.load(RegistryFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .connect(RegistryAccess.of(URI.create(orchestrator.registry()), orchestrator.token()));
                StormProcess storm = new StormProcess(
                        folder, THREADS, 1, "memory", orchestrator.settings("fallback=none", "heartbeat.ttl=2m"))) {
            Admin admin = Admin.of(orchestrator);
            Leases leases = new Leases(registry, SERVICE);
            storm.awaitOperations(CALLS);

            scale(admin, leases, 3);
            storm.awaitOperations(CALLS);

            Set<Long> old = Set.copyOf(admin.pids(SERVICE));
            admin.post("services/" + SERVICE + "/restart", "{}");
            Patience.until(
                    "all are new, and own everything",
                    () -> owned(admin, leases, 3)
                            && admin.pids(SERVICE).stream().noneMatch(old::contains));
            storm.awaitOperations(CALLS);

            scale(admin, leases, 2);
            storm.awaitOperations(CALLS);

            long told = admin.pids(SERVICE).get(0);
            Patience.signal("TERM", told);
            Patience.until(
                    "another in its place",
                    () -> owned(admin, leases, 2) && !admin.pids(SERVICE).contains(told));
            storm.awaitOperations(CALLS);

            scale(admin, leases, 1);
            storm.awaitOperations(CALLS);

            List<Operation> history = storm.end();
            Judgement judgement = new Judgement(history);
            System.out.println("HandOverTest: " + judgement);
            assertThat(judgement.violations()).as(storm.said()).isEmpty();
            assertThat(judgement.count(Operation.Outcome.RETURNED))
                    .as(storm.said())
                    .isEqualTo(history.size());
        }
    }

    private static void scale(Admin admin, Leases leases, int count) {
        admin.post("services/" + SERVICE + "/scale", "{\"count\":" + count + "}");
        Patience.until(count + " that own everything", () -> owned(admin, leases, count));
    }

    private static boolean owned(Admin admin, Leases leases, int count) {
        List<Long> serving = admin.pids(SERVICE);
        return serving.size() == count
                && admin.instances(SERVICE).stream()
                                .filter(one -> !one.isOver())
                                .count()
                        == count
                && leases.areSharedBy(serving);
    }
}
