package io.msagent.registry.consul;

import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/**
 * An answer over HTTP.
 *
 * @param headers by name, whatever its case
 */
public record Answer(int status, Map<String, String> headers, String body) {

    public static Answer of(HttpResponse<String> response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
        return new Answer(response.statusCode(), headers, response.body());
    }

    public String header(String name) {
        return headers.getOrDefault(name, "none");
    }

    /** A refused transaction (409) says why in JSON; other refusals are text, whatever type they claim. */
    public boolean isJson() {
        return (status == 200 || status == 409) && header("Content-Type").equals("application/json");
    }
}
