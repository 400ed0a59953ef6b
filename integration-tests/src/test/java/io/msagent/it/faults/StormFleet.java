package io.msagent.it.faults;

import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.Fault;
import io.msagent.it.kit.proxy.FaultProxy;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        FaultProxy proxy = registry.mirror().proxy(victim.pid());
        switch (step.kind()) {
            case REFUSE -> proxy.refuse();
            case FULL_BACKLOG -> proxy.fill();
            case CUT_CONNECTIONS -> proxy.cut();
            case FAULT_OF_REQUESTS -> proxy.always(step.fault());
            case KILL -> victim.destroyForcibly().onExit().join();
            case SUSPEND -> signal("STOP", victim);
            case REGISTRY_AWAY -> registry.callersLine().cut();
        }
        last(step.millis());
        switch (step.kind()) {
            case REFUSE, FULL_BACKLOG, CUT_CONNECTIONS, FAULT_OF_REQUESTS -> proxy.heal();
            case SUSPEND -> signal("CONT", victim);
            case REGISTRY_AWAY -> registry.callersLine().mend();
            case KILL -> {
                Process next = launch(step.victim());
                providers.set(step.victim(), next);
                awaitShown(next);
                registry.mirror().forget(victim.pid());
            }
        }
    }

    /** Trouble has a duration. Nothing is asserted of what is so after it. */
    private static void last(int millis) throws InterruptedException {
        boolean unused = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " " + process.pid() + " ended with " + status);
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
