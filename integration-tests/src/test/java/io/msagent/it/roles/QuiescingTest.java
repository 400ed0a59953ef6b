package io.msagent.it.roles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A provider that is told to stop sends callers elsewhere, says why, and ends what it has begun. */
class QuiescingTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path folder;

    @Test
    void isInMaintenanceWithTheReasonUntilItsLastBodyHasEnded() throws Exception {
        Path gate = folder.resolve("gate");
        try (Orchestrator orchestrator = Orchestrator.start(folder);
                Registry registry = ServiceLoader.load(RegistryFactory.class)
                        .findFirst()
                        .orElseThrow()
                        .connect(RegistryAccess.of(URI.create(orchestrator.registry()), orchestrator.token()))) {
            Process provider = Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Gate")
                    .agent(orchestrator.settings("serve=gate", "drain.timeout=10m"))
                    .start(folder.resolve("provider.out"), folder.resolve("provider.err"));
            try {
                eventually().until(() -> only(registry).status() == Instance.Status.PASSING);
                Instance instance = only(registry);
                CompletableFuture<HttpResponse<String>> running = call(orchestrator, instance, gate);
                eventually().until(() -> only(registry).note().startsWith("serving · 1/16 busy"));

                provider.destroy();
                eventually().until(() -> only(registry).status() == Instance.Status.MAINTENANCE);
                assertThat(only(registry).note())
                        .isEqualTo("quiescing: its process is stopping; it takes no new calls and ends those it has"
                                + " within 600000 ms (drain.timeout)");
                // its door closes right after it has said so
                Path noGate = Files.createFile(folder.resolve("no-gate"));
                eventually()
                        .until(() -> call(orchestrator, instance, noGate)
                                .join()
                                .body()
                                .contains("\"quiescing\""));
                assertThat(provider.isAlive()).isTrue();

                Files.createFile(gate);
                assertThat(running.join().body()).isEqualTo("\"passed\"");
                assertThat(provider.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(registry.lookUp("gate")).isEmpty();
            } finally {
                provider.destroyForcibly();
            }
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions();
    }

    private static Instance only(Registry registry) {
        return registry.lookUp("gate").get(0);
    }

    private CompletableFuture<HttpResponse<String>> call(Orchestrator orchestrator, Instance instance, Path gate)
            throws Exception {
        String arguments = new ObjectMapper().writeValueAsString(List.of(gate.toString()));
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(
                                "http://" + instance.host() + ":" + instance.port() + "/ms/v1/call/gate/pass"))
                        .header("Authorization", "Bearer " + orchestrator.token())
                        .header("ms-time-left", "600000")
                        .POST(HttpRequest.BodyPublishers.ofString(arguments))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }
}
