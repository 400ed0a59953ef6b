package io.msagent.registry.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** An answer without what cannot be the same on two registries, as text that can be compared and read. */
public final class Normalised {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final List<String> HEADERS = List.of("Allow", "X-Consul-Knownleader", "X-Consul-Lastcontact");
    /** What cannot be the same on two registries. */
    private static final Set<String> THEIR_OWN =
            Set.of("CreateIndex", "ModifyIndex", "Node", "NodeID", "ContentHash", "NodeName");

    private static final String UUID_FORM = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private Normalised() {}

    /** Status, the headers that matter, whether there is an index, and the body. */
    public static String of(Answer answer) {
        StringBuilder seen = new StringBuilder()
                .append(answer.status())
                .append("\ntype ")
                .append(answer.header("Content-Type"))
                .append('\n');
        for (String header : HEADERS) {
            seen.append(header).append(' ').append(answer.header(header)).append('\n');
        }
        boolean index = answer.headers().containsKey("X-Consul-Index");
        seen.append("index ").append(index).append('\n');
        return seen.append(answer.isJson() ? json(answer.body()) : answer.body())
                .toString()
                .replaceAll(UUID_FORM, "(uuid)");
    }

    private static String json(String body) {
        try {
            Object inOrderOfNames = JSON.treeToValue(normal(JSON.readTree(body)), Object.class);
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(inOrderOfNames);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    private static JsonNode normal(JsonNode json) {
        if (json instanceof ObjectNode object) {
            THEIR_OWN.stream()
                    .filter(object::has)
                    .filter(name -> object.get(name).isValueNode())
                    .forEach(name -> object.put(name, "(own)"));
            object.remove("consul"); // the service that Consul's servers are
            if (object.path("Meta").isNull()) {
                object.putObject("Meta"); // Consul's health door alone shows no meta as null
            }
        }
        json.forEach(Normalised::normal);
        if (json instanceof ArrayNode array && hasNoPromisedOrder(array)) {
            List<JsonNode> elements = new ArrayList<>();
            array.forEach(elements::add);
            elements.sort(Comparator.comparing(JsonNode::toString));
            array.removeAll().addAll(elements);
        }
        return json;
    }

    private static boolean hasNoPromisedOrder(ArrayNode array) {
        JsonNode first = array.path(0);
        boolean check = first.has("CheckID");
        boolean session = first.has("Behavior"); // in the order of their ids, which are random
        return check || session;
    }
}
