package io.msagent.registry.consul.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes good requests bad: wrong JSON, wrong types, odd durations, odd encodings, odd methods, odd parameters. Nothing of
 * which docs/registry.md says that the two differ; and no null among checks, at which Consul 1.8.7 cuts the connection.
 */
final class BadInput {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String[] VALUES = {
        "1",
        "-1",
        "0",
        "1.5",
        "1e3",
        "true",
        "null",
        "\"\"",
        "\"x\"",
        "[]",
        "{}",
        "[1]",
        "[\"a\", 1]",
        "{\"a\": 1}",
        "\"-5s\"",
        "\"5\"",
        "\"1d\"",
        "\"5 s\"",
        "\"1.5.2s\"",
        "\"9999999h\"",
        "\".s\"",
        "\"1e2s\"",
        "\"+60s\"",
        "\"9s\"",
        "\"25h\"",
        "\"60S\"",
        "\"1h1h\"",
        "\"\\u0000\"",
        "70000",
        "-70000"
    };
    private static final String[] FIELDS = {
        "Bogus",
        "ID",
        "Name",
        "Tags",
        "Meta",
        "Port",
        "Address",
        "Check",
        "Checks",
        "TTL",
        "Status",
        "Weights",
        "Behavior",
        "LockDelay",
        "Node",
        "Token",
        "Notes",
        "EnableTagOverride",
        "ServiceID",
        "Timeout",
        "SuccessBeforePassing",
        "CheckID"
    };

    private final Pick pick;

    BadInput(Pick pick) {
        this.pick = pick;
    }

    Request spoil(Request request) {
        if (!request.body().isEmpty() && request.body().startsWith("{") && pick.chance(75)) {
            return request.withBody(spoil(request.body()));
        }
        return switch (pick.below(5)) {
            case 0, 1 -> request.withPath(parameter(request.path()));
            case 2 -> request.withPath(path(request.path()));
            case 3 ->
                Request.get(pick.of(
                        "/v1",
                        "/v1/",
                        "/v2/kv/a",
                        "/v1/kv",
                        "/v1/kv/",
                        "/v1/health/service/",
                        "/v1/health/service",
                        "/v1/session/info/",
                        "/v1/session/info/x",
                        "/v1/catalog/service/",
                        "/v1/catalog/services/",
                        "/v1/agent/service/",
                        "/v1/session/list/x",
                        "/v1/health/checks/",
                        "/v1/health/state/"));
            default -> request.withMethod(pick.of("POST", "PATCH", "OPTIONS", "FOO", "GET", "PUT", "DELETE", "HEAD"));
        };
    }

    private String spoil(String body) {
        try {
            return switch (pick.below(8)) {
                case 0 -> body.substring(0, pick.below(body.length()));
                case 1 -> body + pick.of("}", " {}", "x", "\n");
                case 2 -> pick.of("[" + body + "]", "null", "1", "\"x\"", "[]", "", " ", "{}", "{\"Name\": \"x\",}");
                case 3 -> body.replaceFirst("\"", pick.of("'", "\\\\\"", "\\\\ud800\"", "\u0001\""));
                default -> wrongValue(JSON.readTree(body)).toString();
            };
        } catch (JsonProcessingException e) {
            return body + "?"; // spoilt already
        }
    }

    private JsonNode wrongValue(JsonNode json) throws JsonProcessingException {
        List<ObjectNode> objects = new ArrayList<>();
        collect(json, objects);
        if (objects.isEmpty()) {
            return json;
        }
        ObjectNode object = pick.of(objects);
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.isEmpty() || pick.chance(30) ? pick.of(FIELDS) : pick.of(names);
        object.set(name, JSON.readTree(pick.of(VALUES)));
        return json;
    }

    private static void collect(JsonNode json, List<ObjectNode> objects) {
        if (json instanceof ObjectNode object) {
            objects.add(object);
        }
        if (json instanceof ObjectNode || json instanceof ArrayNode) {
            json.forEach(inner -> collect(inner, objects));
        }
    }

    private String parameter(String path) {
        String more = pick.of(
                "index=x",
                "index=-1",
                "index=",
                "wait=20",
                "wait=-1s",
                "wait=x",
                "wait=",
                "wait=1.5s",
                "dc=nowhere",
                "flags=x",
                "flags=-1",
                "flags=",
                "flags=1e3",
                "flags=99999999999999999999",
                "cas=x",
                "cas=-1",
                "cas=",
                "cas=0x1",
                "acquire=",
                "acquire=short",
                "release=",
                "release=short",
                "acquire=$s0&release=$s0",
                "cas=1&acquire=$s0",
                "cas=1&recurse",
                "passing=yes",
                "enable=",
                "enable=what",
                "enable=TRUE",
                "replace-existing-checks=x",
                "pretty=x",
                "%zz=1",
                "a=%zz",
                "a=%",
                "%",
                "=",
                "&&",
                "stale&consistent",
                "token=",
                "separator",
                "keys",
                "raw",
                "recurse=x",
                "note=%ff");
        return path + (path.contains("?") ? "&" : "?") + more;
    }

    private String path(String path) {
        int query = path.indexOf('?');
        String first = query < 0 ? path : path.substring(0, query);
        String rest = query < 0 ? "" : path.substring(query);
        return switch (pick.below(6)) {
            case 0 -> first + "%" + rest;
            case 1 -> first + "%zz" + rest;
            case 2 -> first + "//x" + rest;
            case 3 -> first + "/../x" + rest;
            case 4 -> first + "%2F%2Fx" + rest;
            default -> first.substring(0, first.lastIndexOf('/')) + rest;
        };
    }
}
