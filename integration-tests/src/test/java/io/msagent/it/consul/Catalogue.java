package io.msagent.it.consul;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a Consul agent itself says. */
final class Catalogue {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI agent;

    Catalogue(URI agent) {
        this.agent = agent;
    }

    /** Process ids of the instances that pass, in their order, one for each registration. */
    List<Long> passing() throws IOException, InterruptedException {
        List<Long> pids = new ArrayList<>();
        for (JsonNode instance : get("/v1/health/service/" + CountingProgram.SERVICE + "?passing")) {
            pids.add(instance.at("/Service/Meta/pid").asLong());
        }
        pids.sort(Comparator.naturalOrder());
        return pids;
    }

    /** Waits until exactly these pass, each registered once. */
    void awaitPassing(Long... pids) {
        List<Long> wanted = Arrays.stream(pids).sorted().toList();
        await("instances that pass: " + wanted)
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(() -> passing().equals(wanted));
    }

    /**
     * Waits until these pass and nothing else is registered for the service, critical or not. Each process is one word
     * for each of its registrations, so one that is registered twice is waited for in vain.
     */
    void awaitOnly(Long... pids) {
        List<String> wanted =
                Arrays.stream(pids).map(pid -> pid + " passing").sorted().toList();
        await("nothing but what runs, each registered once")
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(registrations()).isEqualTo(wanted));
    }

    /** Process id and worst status of every registration, in their order. */
    private List<String> registrations() throws IOException, InterruptedException {
        List<String> all = new ArrayList<>();
        for (JsonNode instance : get("/v1/health/service/" + CountingProgram.SERVICE)) {
            String worst = instance.get("Checks").findValuesAsText("Status").stream()
                    .filter(status -> !status.equals("passing"))
                    .findFirst()
                    .orElse("passing");
            all.add(instance.at("/Service/Meta/pid").asText() + " " + worst);
        }
        all.sort(Comparator.naturalOrder());
        return all;
    }

    /** Keys of the orchestrator's records that last: that a caller waits is forgotten when it waits no more. */
    List<String> keys() throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        get("/v1/kv/ms-agent/?keys").forEach(key -> keys.add(key.asText()));
        keys.removeIf(key -> key.startsWith("ms-agent/demand/"));
        return keys;
    }

    /** Waits until a cluster can lose a server: one that has returned does not vote at once. */
    void awaitFailureTolerance() {
        await("a cluster that can lose a server")
                .atMost(Duration.ofMinutes(3))
                .ignoreExceptions()
                .until(() -> get("/v1/operator/autopilot/health")
                                .path("FailureTolerance")
                                .asInt()
                        > 0);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(agent.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
