package io.msagent.registry.consul.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.registry.consul.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** One of the two registries, and what the placeholders stand for there. */
final class Side implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_SESSION = "33333333-3333-3333-3333-333333333333";

    private final RawHttp http;
    private final Map<String, String> sessions = new LinkedHashMap<>();
    private String run = "";

    Side(URI address, String token) {
        http = new RawHttp(address, token);
    }

    /** Removes what is there, and begins a sequence. */
    void begin(int number) throws IOException {
        for (String id : JSON
                .readTree(http.send("GET", "/v1/agent/services", "").body())
                .properties()
                .stream()
                .map(Map.Entry::getKey)
                .toList()) {
            http.send("PUT", "/v1/agent/service/deregister/" + Encoding.encode(new Pick(1), id, ""), "");
        }
        for (JsonNode session :
                JSON.readTree(http.send("GET", "/v1/session/list", "").body())) {
            http.send("PUT", "/v1/session/destroy/" + session.path("ID").asText(), "");
        }
        http.send("DELETE", "/v1/kv/?recurse", "");
        sessions.clear();
        run = "f" + number;
    }

    /** The answer, with placeholders where this side's own names were. */
    Answer send(Request request) throws IOException {
        String path = resolve(request.path());
        if (path.contains("$cas")) {
            Answer there = http.send("GET", path.replaceFirst("\\?.*", ""), "");
            JsonNode index = there.isJson() ? JSON.readTree(there.body()).at("/0/ModifyIndex") : null;
            path = path.replace("$cas", index == null || index.isMissingNode() ? "0" : index.asText());
        }
        if (path.contains("$index")) {
            String index = http.send("GET", path.replaceFirst("\\?.*", ""), "").header("X-Consul-Index");
            path = path.replace("$index", index.equals("none") ? "1" : index);
        }
        Answer answer = http.send(request.method(), path, resolve(request.body()));
        if (request.saveAs() != null && answer.isJson()) {
            sessions.put(
                    request.saveAs(), JSON.readTree(answer.body()).path("ID").asText());
        }
        return new Answer(answer.status(), answer.headers(), anonymous(answer.body()));
    }

    private String resolve(String text) {
        String resolved = text.replace("$run", run);
        for (Map.Entry<String, String> session : sessions.entrySet()) {
            resolved = resolved.replaceAll(
                    java.util.regex.Pattern.quote(session.getKey()) + "(?![0-9])", session.getValue());
        }
        return resolved.replaceAll("\\$s[0-9]+", NO_SESSION);
    }

    private String anonymous(String text) {
        String anonymous = text.replace(run + "/", "$run/");
        for (Map.Entry<String, String> session : sessions.entrySet()) {
            anonymous = anonymous.replace(session.getValue(), session.getKey());
        }
        return anonymous;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }
}
