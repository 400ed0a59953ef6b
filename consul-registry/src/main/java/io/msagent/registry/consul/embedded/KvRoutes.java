package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

/** {@code /v1/kv/}: keys, values and locks. */
final class KvRoutes {
    private final State state;

    KvRoutes(State state) {
        this.state = state;
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/kv/", this::get).on("PUT", "/v1/kv/", this::put).on("DELETE", "/v1/kv/", this::delete);
    }

    private Reply get(Call call) {
        Query query = call.query();
        Filters.check(query);
        if (query.has("keys")) {
            return names(call.rest(), query.get("separator").orElse(""));
        }
        if (query.has("recurse")) {
            return under(call.rest());
        }
        String key = call.rest(400, "Missing key name");
        boolean raw = query.has("raw");
        return new Reply.Watched(new Topic.Key(key), () -> {
            Optional<KeyValue> found = state.keys().get(key);
            return new Reply.Reading(
                    state.keys().indexOf(key),
                    () -> found.map(kv -> raw ? Reply.Answer.raw(kv.value()) : entries(List.of(kv)))
                            .orElseGet(Reply.Answer::notFound));
        });
    }

    private Reply under(String prefix) {
        return new Reply.Watched(new Topic.Prefix(prefix), () -> {
            Collection<KeyValue> found = state.keys().under(prefix);
            return new Reply.Reading(
                    state.keys().indexUnder(prefix), () -> found.isEmpty() ? Reply.Answer.notFound() : entries(found));
        });
    }

    private Reply names(String prefix, String separator) {
        return new Reply.Watched(new Topic.Prefix(prefix), () -> {
            Collection<KeyValue> found = state.keys().under(prefix);
            return new Reply.Reading(state.keys().indexUnder(prefix), () -> {
                Set<String> names = new LinkedHashSet<>();
                found.forEach(kv -> names.add(upTo(kv.key(), prefix.length(), separator)));
                return names.isEmpty() ? Reply.Answer.notFound() : Reply.Answer.of(Json.array(names));
            });
        });
    }

    private static String upTo(String key, int from, String separator) {
        int end = separator.isEmpty() ? -1 : key.indexOf(separator, from);
        return end < 0 ? key : key.substring(0, end + separator.length());
    }

    private Reply put(Call call) {
        String key = call.rest(400, "Missing key name");
        Query query = call.query();
        Filters.check(query);
        refuseTogether(query, List.of("cas", "acquire", "release"));
        Limits.check(key.length() <= Limits.KEY_CHARS, "characters of the key", Limits.KEY_CHARS);
        long flags = query.unsigned("flags").orElse(0L);
        Optional<Long> cas = query.unsigned("cas");
        Optional<String> acquire = query.get("acquire");
        Optional<String> release = query.get("release");
        Supplier<Boolean> change;
        if (acquire.isPresent()) {
            change = () -> !state.keys().isDelayed(key)
                    && state.keys().acquire(key, call.body(), flags, session(acquire.get()));
        } else if (release.isPresent()) {
            requireSession(release.get());
            change = () -> state.keys().release(key, call.body(), flags, release.get());
        } else if (cas.isPresent()) {
            change = () -> state.keys().putIf(key, call.body(), flags, cas.get());
        } else {
            change = () -> {
                state.keys().put(key, call.body(), flags);
                return true;
            };
        }
        return Reply.Answer.of(state.in(change));
    }

    private Session session(String id) {
        requireSession(id);
        requireUuid(id);
        return state.sessions().find(id).orElseThrow(() -> HttpError.internal("invalid session \"" + id + "\""));
    }

    private static void requireSession(String id) {
        if (id.isEmpty()) {
            throw HttpError.internal("missing session");
        }
    }

    /** As Consul, which looks sessions up by the bytes of their ids. */
    static void requireUuid(String id) {
        if (id.length() != 36) {
            throw HttpError.internal("failed session lookup: index error: UUID must be 36 characters");
        }
        try {
            UUID.fromString(id);
        } catch (IllegalArgumentException e) {
            throw HttpError.internal("failed session lookup: index error: not a UUID");
        }
    }

    private Reply delete(Call call) {
        Query query = call.query();
        Filters.check(query);
        refuseTogether(query, List.of("cas", "recurse"));
        boolean recurse = query.has("recurse");
        String key = recurse ? call.rest() : call.rest(400, "Missing key name");
        Optional<Long> cas = query.unsigned("cas");
        return Reply.Answer.of(state.in(() -> {
            if (recurse) {
                state.keys().deleteUnder(key);
            } else if (cas.isPresent()) {
                return state.keys().deleteIf(key, cas.get());
            } else {
                state.keys().delete(key);
            }
            return true;
        }));
    }

    private static void refuseTogether(Query query, List<String> names) {
        List<String> given = names.stream().filter(query::has).sorted().toList();
        if (given.size() > 1) {
            throw HttpError.badRequest("Conflicting flags: " + query.sorted());
        }
    }

    private static Reply.Answer entries(Collection<KeyValue> found) {
        ArrayNode array = Json.array();
        found.forEach(kv -> array.add(json(kv, true)));
        return Reply.Answer.of(array);
    }

    static ObjectNode json(KeyValue kv, boolean withValue) {
        ObjectNode json = Json.object()
                .put("LockIndex", kv.lockIndex())
                .put("Key", kv.key())
                .put("Flags", new BigInteger(Long.toUnsignedString(kv.flags())));
        if (withValue && kv.value().length > 0) {
            json.put("Value", kv.value());
        } else {
            json.putNull("Value");
        }
        if (kv.session() != null) {
            json.put("Session", kv.session());
        }
        return json.put("CreateIndex", kv.createIndex()).put("ModifyIndex", kv.modifyIndex());
    }
}
