package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object in a request. Names are read as Consul reads them, whatever their case and with or without underscores.
 * What it does not know and what has the wrong type is answered with 400.
 */
final class Body {
    private final Map<String, JsonNode> fields = new HashMap<>();

    private Body(JsonNode object, @Nullable Set<String> known) {
        if (!object.isObject() && !object.isNull()) {
            throw bad("json: cannot unmarshal " + object.getNodeType().name().toLowerCase(Locale.ROOT)
                    + " into an object");
        }
        Set<String> lowerKnown = new HashSet<>();
        if (known != null) {
            known.forEach(name -> lowerKnown.add(name.toLowerCase(Locale.ROOT)));
        }
        object.properties().forEach(field -> {
            if (known != null && !lowerKnown.contains(field.getKey().toLowerCase(Locale.ROOT))) {
                throw bad("json: unknown field \"" + field.getKey() + "\"");
            }
            if (!field.getValue().isNull()) {
                String name = known == null ? field.getKey().toLowerCase(Locale.ROOT) : simple(field.getKey());
                fields.put(name, field.getValue());
            }
        });
    }

    /** @param known all names that may stand in it, in each form that they may have */
    static Body parse(byte[] bytes, Set<String> known) {
        return parseKnowing(bytes, known);
    }

    /** Leaves alone what it does not know. */
    static Body parseLeniently(byte[] bytes) {
        return parseKnowing(bytes, null);
    }

    /** @param known as for {@link #parse} */
    static Body of(JsonNode object, Set<String> known) {
        return new Body(object, known);
    }

    private static Body parseKnowing(byte[] bytes, @Nullable Set<String> known) {
        try {
            JsonNode json = Json.parse(bytes);
            if (json.isMissingNode()) {
                throw bad("EOF");
            }
            return new Body(json, known);
        } catch (JsonEOFException e) {
            throw bad("unexpected EOF");
        } catch (JsonProcessingException e) {
            throw bad("invalid JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw bad("invalid JSON: " + e.getMessage());
        }
    }

    boolean has(String name) {
        return fields.containsKey(simple(name));
    }

    String text(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return "";
        }
        require(node.isTextual(), node, name, "string");
        return node.textValue();
    }

    int number(String name, int otherwise) {
        JsonNode node = node(name);
        if (node == null) {
            return otherwise;
        }
        require(node.canConvertToInt() && node.isIntegralNumber(), node, name, "int");
        return node.intValue();
    }

    boolean bool(String name) {
        JsonNode node = node(name);
        if (node == null) {
            return false;
        }
        require(node.isBoolean(), node, name, "bool");
        return node.booleanValue();
    }

    List<String> texts(String name) {
        JsonNode node = node(name);
        List<String> texts = new ArrayList<>();
        if (node != null) {
            require(node.isArray(), node, name, "[]string");
            node.forEach(element -> {
                require(element.isTextual() || element.isNull(), element, name, "string");
                texts.add(element.isNull() ? "" : element.textValue());
            });
        }
        return texts;
    }

    Map<String, String> textMap(String name) {
        JsonNode node = node(name);
        Map<String, String> map = new LinkedHashMap<>();
        if (node != null) {
            require(node.isObject(), node, name, "map[string]string");
            node.properties().forEach(field -> {
                JsonNode value = field.getValue();
                require(value.isTextual() || value.isNull(), value, name, "string");
                map.put(field.getKey(), value.isNull() ? "" : value.textValue());
            });
        }
        return map;
    }

    /** As in Consul, a duration is a text or a number of nanoseconds; what is neither is as if it were not there. */
    boolean hasDuration(String name) {
        JsonNode node = node(name);
        return node != null && (node.isTextual() || node.isNumber());
    }

    /** Zero if there is none. */
    Duration duration(String name) {
        JsonNode node = node(name);
        if (node == null || !hasDuration(name)) {
            return Duration.ZERO;
        }
        return node.isNumber()
                ? Duration.ofNanos((long) node.doubleValue())
                : GoDuration.parse(node.textValue())
                        .orElseThrow(() -> bad("time: invalid duration \"" + node.textValue() + "\""));
    }

    /** Whether nothing stands in it that says anything. */
    boolean isBlank() {
        return fields.values().stream()
                .allMatch(node -> node.isBoolean() && !node.booleanValue()
                        || node.isNumber() && node.doubleValue() == 0
                        || node.isTextual() && node.textValue().isEmpty()
                        || node.isContainerNode());
    }

    /** Objects by name. */
    Map<String, Body> objectMap(String name, Set<String> known) {
        JsonNode node = node(name);
        Map<String, Body> map = new LinkedHashMap<>();
        if (node != null) {
            require(node.isObject(), node, name, "map[string]object");
            node.properties().forEach(field -> map.put(field.getKey(), new Body(field.getValue(), known)));
        }
        return map;
    }

    Optional<Body> object(String name, Set<String> known) {
        return Optional.ofNullable(node(name)).map(node -> new Body(node, known));
    }

    List<Body> objects(String name, Set<String> known) {
        JsonNode node = node(name);
        List<Body> objects = new ArrayList<>();
        if (node != null) {
            require(node.isArray(), node, name, "[]object");
            node.forEach(element -> objects.add(new Body(element, known)));
        }
        return objects;
    }

    /** As it stands there. */
    @Nullable
    JsonNode node(String name) {
        return fields.get(simple(name));
    }

    private static void require(boolean holds, JsonNode node, String name, String type) {
        if (!holds) {
            throw bad("json: cannot unmarshal " + node.getNodeType().name().toLowerCase(Locale.ROOT) + " into field "
                    + name + " of type " + type);
        }
    }

    private static HttpError bad(String how) {
        return HttpError.badRequest("Request decode failed: " + how);
    }

    private static String simple(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
