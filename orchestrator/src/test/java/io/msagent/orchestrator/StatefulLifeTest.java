package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.orchestrator.model.Limits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How instances that keep state live and end: real processes, over a registry in memory. */
@Tag("once")
class StatefulLifeTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    /** They need five seconds, and one that says nothing has one. */
    @Test
    void whoAsksForTimeHasItHoweverItIsEnded() throws Exception {
        String first;
        String second;
        Running running = new Running(folder, registry, brief());
        try (running) {
            first = serving(running, "");
            running.post("/ms/v1/instances/" + first + "/retire", "{}");
            await().until(() -> running.started().contains(inGoodOrder(first)));
            // its state had to go somewhere
            second = serving(running, first);
            assertThat(running.started()).containsSubsequence(first, second, inGoodOrder(first));
            JsonNode service = running.status().path("services").path(0);
            assertThat(service.path("state").asText()).isEqualTo("memory");
        }
        assertThat(running.started()).contains(inGoodOrder(second));
    }

    @Test
    void whatAKilledProcessOwnedIsFree() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            String id = serving(running, "");
            String key = "ms-agent-leases/cart/07";
            // nothing renews or ends it but what is tested
            String session = registry.openSession("owner", Duration.ofHours(1), Duration.ZERO);
            byte[] value = ("{\"instance\":\"cart." + id + "\"}").getBytes(StandardCharsets.UTF_8);
            assertThat(registry.acquire(key, value, session)).isTrue();

            long pid = running.instance("cart", "serving").path("pid").asLong();
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();

            await().until(() -> registry.get(key).map(Entry::session).isEmpty());
        }
    }

    private static String serving(Running running, String otherThan) throws Exception {
        if (otherThan.isEmpty()) {
            int status = running.provide("cart", "d1", running.launch("slow", "d1"), LONG)
                    .join()
                    .statusCode();
            assertThat(status).isEqualTo(200);
        }
        await().until(() -> {
            String id = running.instance("cart", "serving").path("id").asText();
            return !id.isEmpty() && !id.equals(otherThan);
        });
        return running.instance("cart", "serving").path("id").asText();
    }

    private static String inGoodOrder(String id) {
        return "ended in good order " + id;
    }

    private static Limits brief() {
        Limits limits = Running.limits();
        return new Limits(
                limits.startTimeout(),
                limits.unknown(),
                Duration.ofSeconds(1),
                limits.quarantine(),
                limits.backOff(),
                limits.backOffMax(),
                limits.quick(),
                limits.quickDeaths(),
                limits.giveUp(),
                limits.scaling());
    }
}
