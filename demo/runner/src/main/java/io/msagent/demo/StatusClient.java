package io.msagent.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** Asks an orchestrator's admin API what runs. */
final class StatusClient {
    static final String PATH = "/ms/v1/status";
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final URI admin;
    private final URI address;
    private final String authorization;

    StatusClient(Orchestrator orchestrator) throws IOException {
        admin = orchestrator.admin();
        address = admin.resolve(PATH);
        authorization = "Bearer " + Files.readString(orchestrator.tokenFile()).strip();
    }

    /** Pids of all provider processes. */
    Set<Long> providers() throws IOException, InterruptedException, DemoException {
        return pids(status());
    }

    /** Pids of the processes of a service that answer calls. */
    Set<Long> serving(String service) throws IOException, InterruptedException, DemoException {
        Set<Long> pids = new TreeSet<>();
        for (JsonNode instance : status().path("instances")) {
            String state = instance.path("state").asText();
            if (instance.path("service").asText().equals(service)
                    && (state.equals("serving") || state.equals("congested"))) {
                pids.add(instance.path("pid").asLong());
            }
        }
        return pids;
    }

    /** Says how many instances of a service there shall be. */
    void scale(String service, int count) throws IOException, InterruptedException, DemoException {
        HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofString("{\"count\":" + count + "}");
        send(HttpRequest.newBuilder(admin.resolve("/ms/v1/services/" + service + "/scale"))
                .header("Content-Type", "application/json")
                .POST(body));
    }

    private JsonNode status() throws IOException, InterruptedException, DemoException {
        return new ObjectMapper().readTree(send(HttpRequest.newBuilder(address)));
    }

    private String send(HttpRequest.Builder builder) throws IOException, InterruptedException, DemoException {
        HttpRequest request =
                builder.timeout(LIMIT).header("Authorization", authorization).build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new DemoException(
                    request.uri() + ": status " + answer.statusCode() + " (expected: 200): " + answer.body());
        }
        return answer.body();
    }

    /** A process that serves several services is named several times; one that died lately is still named, as dead. */
    static Set<Long> pids(JsonNode status) {
        Set<Long> pids = new TreeSet<>();
        for (JsonNode instances : status.findValues("instances")) {
            for (JsonNode instance : instances) {
                long pid = instance.path("pid").asLong();
                if (pid > 0 && !instance.path("state").asText().equals("dead")) {
                    pids.add(pid);
                }
            }
        }
        return pids;
    }
}
