package io.msagent.it.consul;

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

    /** Keys of the orchestrator's records. */
    List<String> keys() throws IOException, InterruptedException {
        List<String> keys = new ArrayList<>();
        get("/v1/kv/ms-agent/?keys").forEach(key -> keys.add(key.asText()));
        return keys;
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(agent.resolve(path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return JSON.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
}
