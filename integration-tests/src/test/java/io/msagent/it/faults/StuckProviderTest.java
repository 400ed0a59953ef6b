package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import io.msagent.it.kit.proxy.FaultScript;
import io.msagent.it.kit.proxy.ProxiedRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider whose body never ends is told to stop: it does, and its caller hears of it. */
@Tag("once")
class StuckProviderTest {
    @TempDir
    Path folder;

    @Test
    void endsAfterItsDrainTimeout() throws Exception {
        LedgerFile ledger = new LedgerFile(folder.resolve("ledger"));
        try (ProxiedRegistry registry = new ProxiedRegistry(folder, new FaultScript(), Set.of());
                PuppetProcess caller = new PuppetProcess(
                        folder, "caller", ledger.file(), registry.providerSettings("fallback=none", "timeout=1h"))) {
            Process provider = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Puppet")
                    .agent(registry.providerSettings(
                            "serve=once", "serve.classes=kitchen.Ledger", "heartbeat.ttl=10m", "drain.timeout=1s"))
                    .jvm("-Dledger=" + ledger.file())
                    .start(folder.resolve("out"), folder.resolve("err"));
            try {
                caller.begin("once", 1, "wait:" + folder.resolve("never"));
                ledger.awaitRan(1, 1);
                provider.destroy();
                assertThat(provider.waitFor(5, TimeUnit.MINUTES))
                        .as("has ended")
                        .isTrue();
                Outcome outcome = caller.end(1);
                assertThat(outcome.exception()).isEqualTo("OutcomeUnknownException");
                assertThat(outcome.mayHaveRun()).isTrue();
                assertThat(Files.readString(folder.resolve("err")))
                        .contains("stopped with 1 calls still running after drain.timeout 1000ms");
            } finally {
                provider.destroyForcibly().onExit().join();
            }
        }
    }
}
