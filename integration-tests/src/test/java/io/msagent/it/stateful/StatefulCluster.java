package io.msagent.it.stateful;

import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.FaultProxy;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two providers of all services of {@code vault}, each behind a proxy, and callers of them. An orchestrator has registry and
 * store, and has nothing to do with the providers.
 */
final class StatefulCluster implements AutoCloseable {
    static final List<String> SERVICES = List.of("vault", "tallies", "rooms", "porter");
    private static final List<String> CLASSES = List.of("vault.Vault", "vault.Tallies", "vault.Rooms", "vault.Porter");

    private final Path folder;
    private final Orchestrator orchestrator;
    private final FaultScript script = new FaultScript();
    private final ProxiedRegistry registry;
    private final List<Process> providers = new ArrayList<>();
    private final List<ClerkProcess> clerks = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final List<Path> gates = new ArrayList<>();

    /** Its providers are not thought dead before two minutes. */
    StatefulCluster(Path folder) {
        this(folder, "heartbeat.ttl=2m");
    }

    /** With these settings of its providers. */
    StatefulCluster(Path folder, String... settings) {
        this.folder = folder;
        orchestrator = Orchestrator.start(folder.resolve("orchestrator"));
        registry = new ProxiedRegistry(
                folder,
                script,
                Set.copyOf(SERVICES),
                orchestrator.state().resolve("token"),
                URI.create(orchestrator.registry()));
        for (int i = 0; i < 2; i++) {
            providers.add(provider(settings));
        }
        List<Long> pids = providers.stream().map(Process::pid).toList();
        for (String service : SERVICES) {
            Patience.until(
                    "providers of " + service + "; see " + folder,
                    () -> pids.stream().allMatch(pid -> registry.mirror().shows(pid, service))
                            && (service.equals("porter") || leases(service).areSharedBy(pids)));
        }
    }

    private Process provider(String... settings) {
        List<String> all = new ArrayList<>(List.of(
                "serve=" + String.join(",", SERVICES), "serve.classes=" + String.join(",", CLASSES), "fallback=none"));
        all.addAll(List.of(settings));
        String name = "provider-" + numbers.incrementAndGet();
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "vault.Clerk")
                .agent(registry.providerSettings(all.toArray(String[]::new)))
                .jvm("-Dledger=" + ledger())
                .start(folder.resolve(name + ".out"), folder.resolve(name + ".err"));
    }

    /** The caller that most tests need. */
    ClerkProcess clerk() {
        return clerks.isEmpty() ? newClerk() : clerks.get(0);
    }

    /** One more caller; ends with the cluster. */
    ClerkProcess newClerk(String... settings) {
        List<String> all = new ArrayList<>(List.of("fallback=none"));
        all.addAll(List.of(settings));
        ClerkProcess clerk = new ClerkProcess(
                folder, "clerk-" + clerks.size(), ledger(), registry.callerSettings(all.toArray(String[]::new)));
        clerks.add(clerk);
        return clerk;
    }

    /** Who has which keys of a service. */
    Leases leases(String service) {
        return new Leases(registry.source(), service);
    }

    /** A key that nobody has used, which this process owns. */
    String keyOf(long pid, String service) {
        return Patience.eventually("a key of " + pid)
                .until(() -> newKey(), key -> leases(service).holderOf(key) == pid);
    }

    /** A key that nobody has used. */
    String newKey() {
        return "key-" + numbers.incrementAndGet();
    }

    /** The faults of the next requests. */
    FaultScript script() {
        return script;
    }

    /** The proxy before a provider. */
    FaultProxy proxy(long pid) {
        return registry.mirror().proxy(pid);
    }

    /** The providers' processes. */
    List<Long> pids() {
        return providers.stream().map(Process::pid).toList();
    }

    /** The cluster token. */
    String token() {
        return registry.token();
    }

    /** What a call that is to wait is told; {@link #open} lets it go on. */
    String gate() {
        Path gate = folder.resolve("gate-" + numbers.incrementAndGet());
        gates.add(gate);
        return gate.toString();
    }

    /** Lets bodies go on that wait here. */
    void open(String gate) {
        try {
            Files.writeString(Path.of(gate), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What bodies noted of an operation, in their order. */
    List<String> notes(String operation) {
        return notes().stream()
                .filter(line -> line.startsWith(operation + " "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    /** Waits until a body has noted this. */
    void awaitNote(String operation, String what) {
        Patience.until(what + " of " + operation, () -> notes(operation).contains(what));
    }

    /** All lines: operation, process, what. */
    List<String> notes() {
        try {
            return Files.exists(ledger()) ? Files.readAllLines(ledger()) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ledger() {
        return folder.resolve("ledger");
    }

    /** What a provider has said to standard error. */
    String said(long pid) {
        try {
            return Files.readString(folder.resolve("provider-" + (pids().indexOf(pid) + 1) + ".err"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** After a test: bodies go on, proxies let through. */
    void restore() {
        gates.forEach(gate -> open(gate.toString()));
        script.clear();
        pids().forEach(pid -> {
            proxy(pid).heal();
            proxy(pid).forget();
        });
    }

    @Override
    public void close() {
        gates.forEach(gate -> open(gate.toString()));
        clerks.forEach(ClerkProcess::close);
        providers.forEach(provider -> provider.destroyForcibly().onExit().join());
        registry.close();
        orchestrator.close();
    }
}
