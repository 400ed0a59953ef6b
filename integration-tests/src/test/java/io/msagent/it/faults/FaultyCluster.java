package io.msagent.it.faults;

import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.Mirror;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Providers of {@code kitchen.Ledger}, each behind a proxy, and callers of them. Providers have two workers and room for
 * two more calls. Used by one test at a time.
 */
final class FaultyCluster implements AutoCloseable {
    static final Set<String> SERVICES = new TreeSet<>(Set.of("again", "once", "again-short", "once-short"));
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Path ledger;
    private final FaultScript script = new FaultScript();
    private final ProxiedRegistry registry;
    private final List<ProviderProcess> providers = new ArrayList<>();
    private final List<PuppetProcess> callers = new ArrayList<>();
    private final AtomicLong numbers = new AtomicLong(1000);
    private final List<Path> gates = new ArrayList<>();
    private PuppetProcess caller;
    private PuppetProcess patientCaller;

    FaultyCluster(Path folder) {
        this.folder = folder;
        ledger = folder.resolve("ledger");
        registry = new ProxiedRegistry(folder, script, SERVICES);
    }

    /** The faults of the next requests. */
    FaultScript script() {
        return script;
    }

    ProxiedRegistry registry() {
        return registry;
    }

    Mirror mirror() {
        return registry.mirror();
    }

    LedgerFile ledger() {
        return new LedgerFile(ledger);
    }

    /** A number that no call has had. */
    long number() {
        return numbers.addAndGet(10);
    }

    /** What to tell a body that is to wait until {@link #openGates}. */
    String gate() {
        Path gate = folder.resolve("gate-" + number());
        gates.add(gate);
        return "wait:" + gate;
    }

    /** Lets every body that waits go on. */
    void openGates() {
        for (Path gate : gates) {
            try {
                Files.writeString(gate, "");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        gates.clear();
    }

    /** The caller that is there for all; calls of it never run in itself unless a method says so. */
    PuppetProcess caller() {
        if (caller == null) {
            caller = caller("connect.timeout=500ms");
        }
        return caller;
    }

    /** The caller for tests that count attempts: a machine that stands still for some seconds makes none of them fail. */
    PuppetProcess patientCaller() {
        if (patientCaller == null) {
            patientCaller = caller("connect.timeout=1m");
        }
        return patientCaller;
    }

    /** A caller with another cluster token. */
    PuppetProcess stranger(String token) {
        return called(registry.strangerSettings(token, "fallback=none"));
    }

    /** One more caller; ends with the cluster. */
    PuppetProcess caller(String... settings) {
        List<String> all = new ArrayList<>(List.of("fallback=none", "timeout=1m"));
        all.addAll(List.of(settings));
        return called(registry.callerSettings(all.toArray(String[]::new)));
    }

    private PuppetProcess called(String[] settings) {
        PuppetProcess one = new PuppetProcess(folder, "caller-" + callers.size(), ledger, settings);
        callers.add(one);
        return one;
    }

    /** Two providers to whom nothing happens yet. */
    List<ProviderProcess> two() {
        while (providers.size() < 2) {
            ProviderProcess provider = provider(
                    List.of(Paths.TEST_CLASSES, Paths.API),
                    "serve=" + String.join(",", SERVICES),
                    "serve.classes=kitchen.Ledger");
            await("registrations of " + provider.pid())
                    .atMost(PATIENCE)
                    .until(() -> SERVICES.stream().allMatch(service -> mirror().shows(provider.pid(), service)));
        }
        return List.copyOf(providers);
    }

    /** One more provider of this program; returns when callers are told of it. */
    ProviderProcess provider(List<Path> classPath, String... settings) {
        ProviderProcess provider = start(classPath, settings);
        providers.add(provider);
        return provider;
    }

    private ProviderProcess start(List<Path> classPath, String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "workers=2", "workers.queue=2", "heartbeat.ttl=2m", "drain.timeout=3m", "fallback=none", "timeout=2m"));
        all.addAll(List.of(settings));
        Path err = folder.resolve("provider-" + number() + ".err");
        Process process = Program.main(classPath, "kitchen.Puppet")
                .agent(registry.providerSettings(all.toArray(String[]::new)))
                .jvm("-Dledger=" + ledger)
                .start(err.resolveSibling(err.getFileName() + ".out"), err);
        await("provider " + err)
                .atMost(PATIENCE)
                .until(() -> !process.isAlive() || mirror().proxy(process.pid()) != null);
        if (!process.isAlive()) {
            throw new AssertionError("a provider has ended: " + read(err));
        }
        return new ProviderProcess(process, mirror().proxy(process.pid()), registry.token());
    }

    /** After a test: bodies go on, proxies let through, who was killed or told to stop is forgotten. */
    void restore() {
        openGates();
        script.clear();
        mirror().thaw();
        for (ProviderProcess provider : List.copyOf(providers)) {
            if (provider.process().isAlive()) {
                provider.proxy().heal();
                provider.proxy().forget();
            } else {
                remove(provider);
            }
        }
    }

    /** Kills a provider; nobody is told of it any more. */
    void remove(ProviderProcess provider) {
        provider.kill();
        mirror().forget(provider.pid());
        providers.remove(provider);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        openGates();
        callers.forEach(PuppetProcess::close);
        List.copyOf(providers).forEach(this::remove);
        registry.close();
    }
}
