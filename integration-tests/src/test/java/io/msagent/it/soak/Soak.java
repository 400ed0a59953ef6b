package io.msagent.it.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Capacity;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Load for {@code -Dsoak.seconds=N} with a fault after the other, chosen by {@code -Dsoak.seed=N} ({@code random}: something
 * new). Says what came of it in {@code target/soak.md}, and fails if a promise was broken.
 */
class Soak {
    private static final Set<String> SERVICES = Set.of("storm-again", "storm-once", "storm-brief");
    private static final int EACH = 2;
    private static final int REPLICAS = 2;
    private static final long SECONDS = Long.getLong("soak.seconds", 3_600);
    private static final String SEED = System.getProperty("soak.seed", "random");

    private Capacity capacity;

    @TempDir
    Path folder;

    @Test
    void noPromiseIsBroken() throws Exception {
        long seed = SEED.equals("random") ? System.nanoTime() % 1_000_000 : Long.parseLong(SEED);
        System.out.println("soak.seed=" + seed + " soak.seconds=" + SECONDS + ", everything in " + folder);
        List<String> report = new ArrayList<>(List.of("soak.seed=" + seed + " soak.seconds=" + SECONDS, ""));
        boolean ended;
        Tally tally;
        Recoveries recoveries;
        try (Replicas replicas = new Replicas(folder.resolve("orchestrators"), REPLICAS);
                Callers callers = new Callers(folder)) {
            String token = replicas.tokenFile().toString();
            // at first the launches come from it; then it is the one that no proxy shields from the registry's deaths
            callers.start("registry=" + replicas.registry(), "token.file=" + token, "fallback=none");
            for (String service : SERVICES) {
                awaitTold(replicas, service);
                replicas.admin().orElseThrow().post("services/" + service + "/scale", "{\"count\":" + EACH + "}");
            }
            try (ProxiedRegistry proxied = new ProxiedRegistry(
                    folder, new FaultScript(), SERVICES, replicas.tokenFile(), replicas.registry())) {
                capacity = new Capacity(proxied.source(), SERVICES, EACH);
                assertThat(capacity.awaitFull(System.nanoTime()))
                        .as("all are there at first")
                        .isPresent();
                callers.start(proxied.callerSettings("fallback=none", "connect.timeout=500ms"));
                callers.start(proxied.callerSettings("fallback=none", "connect.timeout=500ms"));
                try (Watch watch = new Watch(() -> names(replicas, callers))) {
                    Blows blows = new Blows(replicas, proxied, capacity);
                    blows.strike(seed, Duration.ofSeconds(SECONDS));
                    recoveries = blows.recoveries();
                    assertThat(capacity.awaitFull(System.nanoTime()))
                            .as("all are there at the end")
                            .isPresent();
                    ended = callers.end();
                    tally = new Tally(callers.ledger(), callers.outs());
                    report.addAll(tally.lines());
                    report.add("");
                    report.add("Blows: " + blows.struck());
                    report.add("");
                    report.addAll(recoveries.lines());
                    report.add("");
                    report.addAll(watch.table());
                }
            }
        }
        List<String> orphans = Leftovers.of(folder);
        report.add("");
        report.add("Processes left over: " + orphans.size());
        Files.write(Path.of("target/soak.md"), report);
        report.forEach(System.out::println);
        assertThat(ended).as("the last calls end").isTrue();
        assertThat(tally.violations()).isEmpty();
        assertThat(recoveries.failures()).isEmpty();
        assertThat(orphans).isEmpty();
    }

    private static void awaitTold(Replicas replicas, String service) {
        await("an instance of " + service)
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> !replicas.admin().orElseThrow().serving(service).isEmpty());
    }

    private Map<Long, String> names(Replicas replicas, Callers callers) {
        Map<Long, String> names = new TreeMap<>(callers.names());
        replicas.processes().forEach((slot, process) -> names.put(process.pid(), "orchestrator " + slot));
        try {
            for (String service : SERVICES) {
                new Capacity(capacity.registry(), Set.of(service), EACH)
                        .processes()
                        .forEach(process -> names.put(process.pid(), service));
            }
        } catch (RuntimeException e) {
            // the registry is being taken over
        }
        return names;
    }
}
