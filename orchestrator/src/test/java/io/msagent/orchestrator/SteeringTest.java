package io.msagent.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.store.Json;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people wish becomes what is: real processes, over a registry in memory. */
@Tag("once")
class SteeringTest {
    @TempDir
    Path folder;

    private final MemoryRegistry registry = new MemoryRegistry();

    @BeforeEach
    void patience() {
        Awaitility.setDefaultTimeout(Duration.ofMinutes(3));
    }

    @Test
    void aLifeIsToldInEvents() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            String first = running.instance("pricing", "serving").path("id").asText();
            HttpResponse<String> refused = running.send(running.request("/ms/v1/instances/" + first + "/release")
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build());
            assertThat(refused.statusCode()).isEqualTo(422);
            assertThat(refused.body()).contains(first + " is serving (expected: one that was quarantined or quiesced");
            running.post("/ms/v1/instances/" + first + "/quarantine", "{\"reason\":\"odd prices\"}");
            await().until(() -> running.instance("pricing", "quarantined")
                    .path("reason")
                    .asText()
                    .contains("odd prices"));
            running.post("/ms/v1/instances/" + first + "/release", "{}");
            await().until(() ->
                    running.instance("pricing", "serving").path("id").asText().equals(first));
            running.post("/ms/v1/instances/" + first + "/retire", "{}");
            await().untilAsserted(() -> assertThat(running.status().path("instances"))
                    .anySatisfy(i -> assertThat(i.path("id").asText() + " "
                                    + i.path("state").asText())
                            .isEqualTo(first + " retired")));
            await().until(() -> !running.instance("pricing", "serving").isMissingNode());
            assertThat(running.started()).hasSizeGreaterThan(1);
            await().untilAsserted(() -> assertThat(steps(running, first))
                    .containsSubsequence("->starting", "starting->serving", "serving->quarantined")
                    .containsSubsequence("quarantined->serving", "quiescing->retired"));
            assertThat(registry.list("ms-agent/retire/")).isEmpty();
            assertThat(registry.list("ms-agent/history/")).as("nothing died").isEmpty();
        }
    }

    @Test
    void aRestartReplacesOneAfterTheOther() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            running.post("/ms/v1/services/pricing/scale", "{\"count\":2}");
            await().until(() -> registry.lookUp("pricing").size() == 2);
            running.post("/ms/v1/services/pricing/restart", "{}");
            await().until(() -> running.started().size() == 4
                    && registry.list("ms-agent/restart/").isEmpty()
                    && registry.lookUp("pricing").size() == 2);
            assertThat(registry.lookUp("pricing"))
                    .allSatisfy(i -> assertThat(running.started().subList(2, 4))
                            .anySatisfy(id -> assertThat(i.id()).startsWith(id)));
        }
    }

    @Test
    void loadBringsMoreInstancesAndShowsWhoCalls() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provide("pricing", "d1", running.launch("busy", "d1"), Duration.ofMinutes(2))
                    .join();
            running.post("/ms/v1/services/pricing/scale", "{\"min\":1,\"max\":2}");
            await().until(() -> registry.lookUp("pricing").size() == 2);
            assertThat(running.status().path("services").path(0).path("desired").asInt())
                    .isEqualTo(2);
            assertThat(running.status().toString()).contains("\"utilisation\":1.0", "\"state\":\"congested\"");
            JsonNode edge = Json.MAPPER
                    .readTree(running.send(running.request("/ms/v1/graph").build())
                            .body())
                    .path("edges")
                    .path(0);
            assertThat(edge.path("caller").asText()).isEqualTo("shop");
            assertThat(edge.path("service").asText()).isEqualTo("pricing");
            assertThat(edge.path("calls").asLong()).isPositive();
        }
    }

    @Test
    void fromZeroOnDemandAndNeverIfNobodyWantsAny() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            running.post("/ms/v1/services/pricing/scale", "{\"min\":0,\"max\":3,\"idle\":\"PT10M\"}");
            running.post("/ms/v1/services/pricing/scale", "{\"count\":0}");
            await().until(() -> registry.lookUp("pricing").isEmpty());
            HttpResponse<String> refused = running.provide(
                            "pricing", "d1", running.launch("serve", "d1"), Duration.ofMinutes(1))
                    .join();
            assertThat(refused.statusCode()).isEqualTo(502);
            assertThat(refused.body()).contains("the desired number of its instances is 0");

            running.post("/ms/v1/services/pricing/scale", "{\"min\":0,\"max\":3}");
            running.provideWell("pricing", "d1");
            assertThat(running.started()).hasSize(2);
            await().until(() -> registry.list("ms-agent/demand/").isEmpty());
        }
    }

    @Test
    void whatIsNotThereIsRefusedWithWhatIs() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            for (String path : List.of("services/pricin/restart", "instances/pricing-x/retire", "hosts/h/drain")) {
                HttpResponse<String> answer = running.send(running.request("/ms/v1/" + path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                path.endsWith("drain") ? "{\"draining\":true}" : "{}"))
                        .build());
                assertThat(answer.statusCode()).as(path).isEqualTo(404);
                assertThat(answer.body()).contains("expected: one of");
            }
            assertThat(registry.list("ms-agent/restart/")).isEmpty();
        }
    }

    @Test
    void aChildWithoutRecordIsTakenUp() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            String id = running.instance("pricing", "serving").path("id").asText();
            long pid = running.instance("pricing", "serving").path("pid").asLong();
            registry.delete("ms-agent/spawn/" + id);
            registry.delete("ms-agent/process/" + id);
            await().until(() ->
                    registry.list("ms-agent/spawn/").keySet().stream().anyMatch(k -> k.endsWith(id)));
            await().until(() -> running.status().toString().contains("\"serving\":1"));
            ProcessHandle.of(pid).orElseThrow().destroyForcibly();
            await().until(() ->
                    running.instance("pricing", "dead").path("id").asText().equals(id));
        }
    }

    private static List<String> steps(Running running, String id) throws IOException, InterruptedException {
        List<String> steps = new ArrayList<>();
        JsonNode events = Json.MAPPER
                .readTree(running.send(
                                running.request("/ms/v1/events?service=pricing").build())
                        .body())
                .path("events");
        for (JsonNode event : events) {
            if (event.path("instance").asText().equals(id)) {
                steps.add(event.path("from").asText() + "->" + event.path("to").asText());
            }
        }
        return steps;
    }

    @Test
    void aLogFolderThatCannotBeWrittenToIsSaidAndHarmsNobody() throws Exception {
        try (Running running = new Running(folder, registry, Running.limits())) {
            running.provideWell("pricing", "d1");
            long pid = running.instance("pricing", "serving").path("pid").asLong();
            Path logs = folder.resolve("state/logs");
            Files.move(logs, folder.resolve("logs-away"));
            Files.createFile(logs);
            HttpResponse<String> answer = running.provide(
                            "other", "d1", running.launch("serve", "d1"), Duration.ofMinutes(2))
                    .join();
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("could not be started").contains("logs");
            assertThat(ProcessHandle.of(pid)).isPresent();
            assertThat(running.instance("pricing", "serving").path("pid").asLong())
                    .isEqualTo(pid);
            Files.delete(logs);
            Files.move(folder.resolve("logs-away"), logs);
            await().until(() -> !running.instance("other", "serving").isMissingNode());
        }
    }
}
