package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One of three providers under load is stopped (SIGSTOP): its connections stay open and nothing comes back on them. No
 * setting bounds an attempt; what ends the waiting is the word of the registry. Nobody kills the provider.
 */
@Tag("once")
class HangingProviderTest {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    /** A third of these go to each provider, each over a connection that is there already. */
    private static final int CALLS = 12;

    @TempDir
    Path folder;

    private final AtomicLong numbers = new AtomicLong();
    private final Map<Long, Process> providers = new HashMap<>();
    private ProxiedRegistry registry;
    private LedgerFile ledger;
    private PuppetProcess caller;

    @BeforeEach
    void start() throws Exception {
        registry = new ProxiedRegistry(folder, new FaultScript(), Set.of());
        ledger = new LedgerFile(folder.resolve("ledger"));
        for (int i = 0; i < 3; i++) {
            Process provider = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Puppet")
                    .agent(registry.providerSettings(
                            "serve=again,once", "serve.classes=kitchen.Ledger", "heartbeat.ttl=5s"))
                    .jvm("-Dledger=" + ledger.file())
                    .start(folder.resolve(i + ".out"), folder.resolve(i + ".err"));
            providers.put(provider.pid(), provider);
        }
        caller = new PuppetProcess(
                folder,
                "caller",
                ledger.file(),
                registry.providerSettings("fallback=none", "timeout=2m", "balance=round-robin"));
    }

    @AfterEach
    void end() {
        if (caller != null) {
            caller.close();
        }
        providers
                .values()
                .forEach(provider -> provider.destroyForcibly().onExit().join());
        registry.close();
    }

    @Test
    void anIdempotentCallGoesElsewhere() throws Exception {
        Process stopped = stopOne("again");
        List<Long> calls = begin("again", "");
        assertThatAllReturn(calls);
        assertThat(calls).allSatisfy(n -> assertThat(ledger.ran(n)).isNotEmpty().doesNotContain(stopped.pid()));
        assertThat(stopped.isAlive()).isTrue();
    }

    @Test
    void anotherOneWaitsForItAndRunsOnce() throws Exception {
        Process stopped = stopOne("once");
        List<Long> calls = begin("once", "");
        // by then the registry has said that it is critical
        assertThatAllReturn(begin("again", ""));
        List<Long> waiting = calls.stream().filter(n -> ledger.ran(n).isEmpty()).toList();
        assertThat(waiting).isNotEmpty();
        Bookings.signal(stopped, "CONT");
        assertThatAllReturn(calls);
        assertThat(calls).allSatisfy(n -> assertThat(ledger.ran(n)).hasSize(1));
        assertThat(waiting).allSatisfy(n -> assertThat(ledger.ran(n)).containsExactly(stopped.pid()));
    }

    /** Calls through connections to all three, which are kept, before one of them is stopped. */
    private Process stopOne(String method) throws Exception {
        connect("again");
        Set<Long> served = connect(method);
        Process victim = providers.get(served.iterator().next());
        Bookings.signal(victim, "STOP");
        return victim;
    }

    private Set<Long> connect(String method) throws Exception {
        Set<Long> served = new HashSet<>();
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (served.size() < providers.size()) {
            assertThat(System.nanoTime()).as("all three serve " + method).isLessThan(until);
            Path gate = folder.resolve("gate-" + numbers.incrementAndGet());
            List<Long> calls = begin(method, "wait:" + gate);
            served.clear();
            calls.forEach(n -> served.addAll(ledger.awaitRan(n, 1)));
            Files.createFile(gate);
            assertThatAllReturn(calls);
        }
        return served;
    }

    private List<Long> begin(String method, String how) {
        List<Long> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            long n = 1_000 + numbers.incrementAndGet();
            calls.add(n);
            caller.begin(method, n, how);
        }
        return calls;
    }

    private void assertThatAllReturn(List<Long> calls) {
        for (long n : calls) {
            assertThat(caller.end(n)).isEqualTo(new Outcome("", false, false, Long.toString(n)));
        }
    }
}
