package io.msagent.it.kit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An orchestrator's admin address, as a program with the cluster token sees it. */
public final class Admin {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String base;
    private final String token;

    /**
     * An instance in the status.
     *
     * @param pid 0 if not known
     * @param state lower case
     */
    public record Seen(String id, String service, String host, long pid, String state, String reason) {
        /** Whether callers get answers from it. */
        public boolean serves() {
            return state.equals("serving") || state.equals("congested");
        }

        /** Whether nothing more will come of it. */
        public boolean isOver() {
            return state.equals("dead") || state.equals("retired");
        }
    }

    /** At this address. */
    public Admin(String base, String token) {
        this.base = base;
        this.token = token;
    }

    /** That of an orchestrator. */
    public static Admin of(Orchestrator orchestrator) {
        return new Admin(orchestrator.admin(), orchestrator.token());
    }

    /** What is answered to GET, which must succeed. */
    public JsonNode get(String path) {
        return send(request(path).GET());
    }

    /** Wishes something with POST, which must be taken. */
    public JsonNode post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + "/ms/v1/" + path)).header("Authorization", "Bearer " + token);
    }

    private static JsonNode send(HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        try {
            HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(
                        request.method() + " " + request.uri() + ": " + answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** All instances of a service, former ones too. */
    public List<Seen> instances(String service) {
        List<Seen> found = new ArrayList<>();
        for (JsonNode node : get("status").get("instances")) {
            if (node.get("service").asText().equals(service)) {
                found.add(new Seen(
                        node.get("id").asText(),
                        service,
                        node.path("host").asText(),
                        node.path("pid").asLong(),
                        node.get("state").asText(),
                        node.path("reason").asText()));
            }
        }
        return found;
    }

    /** Those that serve. */
    public List<Seen> serving(String service) {
        return instances(service).stream().filter(Seen::serves).toList();
    }

    /** Process ids of those that serve. */
    public List<Long> pids(String service) {
        return serving(service).stream().map(Seen::pid).toList();
    }

    /** The instance of this name, if it is still shown. */
    public Optional<Seen> instance(String service, String id) {
        return instances(service).stream().filter(i -> i.id().equals(id)).findFirst();
    }

    /** How the status shows a service. */
    public JsonNode service(String name) {
        for (JsonNode node : get("status").get("services")) {
            if (node.get("name").asText().equals(name)) {
                return node;
            }
        }
        throw new AssertionError(name + " is not among the services");
    }

    /** What has happened to a service, oldest first. */
    public List<JsonNode> events(String service) {
        List<JsonNode> events = new ArrayList<>();
        get("events?service=" + service).get("events").forEach(events::add);
        return events;
    }
}
