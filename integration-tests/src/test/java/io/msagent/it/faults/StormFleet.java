package io.msagent.it.faults;

import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.Fault;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Providers of {@code kitchen.Storm} behind proxies, to whom a schedule's steps happen. */
final class StormFleet implements AutoCloseable {
    private static final Set<String> SERVICES = Set.of("storm-again", "storm-once", "storm-brief");
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** Every write to it fails: the disk is full. */
    private static final Path FULL_DISK = Path.of("/dev/full");

    private final Path folder;
    private final ProxiedRegistry registry;
    private final List<Process> providers = new ArrayList<>();
    private int started;

    StormFleet(Path folder, int size) {
        this.folder = folder;
        registry = new ProxiedRegistry(folder, new FaultScript(), SERVICES);
        for (int i = 0; i < size; i++) {
            providers.add(launch(i));
        }
        providers.forEach(this::awaitShown);
    }

    Path ledger() {
        return folder.resolve("ledger");
    }

    /** Starts the caller; it ends when its standard input does. */
    Process startCaller(Path out, Path err) {
        return program(registry.callerSettings("fallback=none", "connect.timeout=500ms"))
                .start(out, err);
    }

    private Program program(String[] settings) {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Storm")
                .agent(settings)
                .jvm("-Dledger=" + ledger());
    }

    /** The first one's log goes to a full disk. */
    private Process launch(int index) {
        List<String> settings = new ArrayList<>(List.of("heartbeat.ttl=20s", "serve=" + String.join(",", SERVICES)));
        if (index == 0 && Files.exists(FULL_DISK)) {
            settings.addAll(List.of("log.level=debug", "log.file=" + FULL_DISK));
        }
        String name = "provider-" + started++;
        return program(registry.providerSettings(settings.toArray(String[]::new)))
                .start(folder.resolve(name + ".out"), folder.resolve(name + ".err"));
    }

    private void awaitShown(Process provider) {
        await("registration of " + provider.pid())
                .atMost(PATIENCE)
                .until(() ->
                        SERVICES.stream().allMatch(service -> registry.mirror().shows(provider.pid(), service)));
    }

    /** Lets it happen, and makes it good. */
    void happen(Schedule.Step step) throws IOException, InterruptedException {
        Process victim = providers.get(step.victim());
        new Trouble(registry).befall(step, victim.toHandle());
        if (step.kind() == Schedule.Kind.KILL) {
            Process next = launch(step.victim());
            providers.set(step.victim(), next);
            awaitShown(next);
            registry.mirror().forget(victim.pid());
        }
    }

    /** Whether one of the faults makes an answer unreadable. */
    static boolean corrupts(Schedule.Step step) {
        return step.kind() == Schedule.Kind.FAULT_OF_REQUESTS
                && (step.fault() == Fault.CORRUPT_BODY || step.fault() == Fault.CORRUPT_HEAD);
    }

    @Override
    public void close() {
        providers.forEach(provider -> provider.destroyForcibly().onExit().join());
        registry.close();
    }
}
