package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Orchestrator;
import io.msagent.registry.consul.real.ConsulAcl;
import io.msagent.registry.consul.real.ConsulAcl.Token;
import io.msagent.registry.consul.real.DocumentedPolicy;
import io.msagent.registry.consul.real.RealConsul;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Caller, provider and orchestrator, each with the policy that the docs give it, at a Consul that denies all else. */
@Tag("once")
@ExtendWith(RealConsul.class)
class AclTest {
    @TempDir
    Path folder;

    @Test
    void threeRolesWithTheLeastRights() throws Exception {
        try (ConsulAcl consul = ConsulAcl.start(folder.resolve("consul"))) {
            Token caller = token(consul, "caller");
            String provider = token(consul, "provider").secret();
            try (Orchestrator orchestrator = Orchestrator.start(
                            folder,
                            "--consul",
                            consul.address().toString(),
                            "--consul-token",
                            token(consul, "orchestrator").secret(),
                            "--provider-consul-token",
                            provider);
                    Ticking ticker = new Ticking(
                            folder,
                            orchestrator.settings("timeout=120s", "fallback=none"),
                            Map.of("MS_REGISTRY_TOKEN", caller.secret()))) {
                long first = ticker.awaitProcessOtherThan(0);
                assertThat(first).isNotEqualTo(ticker.pid());
                assertThat(Files.readString(Path.of("/proc/" + first + "/environ")))
                        .contains("MS_REGISTRY_TOKEN=" + provider)
                        .doesNotContain(caller.secret());
                assertThat(Files.readString(Path.of("/proc/" + first + "/cmdline")))
                        .doesNotContain(provider);

                consul.delete(caller);
                ticker.awaitLine(1, "calls go on with the instances known last");
                ticker.awaitCalls(100);
                assertThat(ticker.awaitProcessOtherThan(0)).isEqualTo(first);
                consul.give(caller);
                ticker.awaitLine(2, "answers again");
                ticker.awaitCalls(100);

                ProcessHandle.of(first).orElseThrow().destroyForcibly();
                long second = ticker.awaitProcessOtherThan(first);
                await("only what runs is registered")
                        .atMost(Duration.ofMinutes(2))
                        .until(() -> consul.send("GET", "/v1/agent/services", Map.of()).findValuesAsText("pid").stream()
                                .noneMatch(Long.toString(first)::equals));
                assertThat(second).isNotEqualTo(ticker.pid());
                assertThat(ticker.said().lines()).hasSize(2);
            }
        }
    }

    private static Token token(ConsulAcl consul, String role) {
        return consul.token(DocumentedPolicy.of(role).text());
    }
}
