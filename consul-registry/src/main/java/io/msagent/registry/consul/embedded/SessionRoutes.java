package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** {@code /v1/session/}. */
final class SessionRoutes {
    private static final Duration SHORTEST_TTL = Duration.ofSeconds(10);
    private static final Duration LONGEST_TTL = Duration.ofDays(1);
    private static final Duration DEFAULT_LOCK_DELAY = Duration.ofSeconds(15);

    private final State state;

    SessionRoutes(State state) {
        this.state = state;
    }

    void addTo(Routes routes) {
        routes.on("PUT", "/v1/session/create", this::create)
                .on("PUT", "/v1/session/destroy/", this::destroy)
                .on("PUT", "/v1/session/renew/", this::renew)
                .on("GET", "/v1/session/info/", this::info)
                .on("GET", "/v1/session/list", this::list);
    }

    private Reply create(Call call) {
        Filters.check(call.query());
        byte[] body = call.body().length == 0 ? new byte[] {'{', '}'} : call.body();
        Session template = template(Body.parseLeniently(body));
        Session session = state.in(() -> state.sessions().open(template));
        return Reply.Answer.of(Json.object().put("ID", session.id()));
    }

    private static Session template(Body body) {
        String node = body.text("Node");
        if (!node.isEmpty() && !node.equalsIgnoreCase(Node.NAME)) {
            throw HttpError.internal("Missing node registration");
        }
        String behavior = body.text("Behavior");
        if (!Set.of("", "release", "delete").contains(behavior)) {
            throw HttpError.internal("Invalid Behavior setting '" + behavior + "'");
        }
        List<String> checks = body.has("NodeChecks")
                ? body.texts("NodeChecks")
                : body.has("Checks") ? body.texts("Checks") : List.of("serfHealth");
        Limits.check(checks.size() <= Limits.CHECKS_OF_A_SESSION, "checks", Limits.CHECKS_OF_A_SESSION);
        checks.stream().filter(check -> !check.equals("serfHealth")).findFirst().ifPresent(check -> {
            throw HttpError.internal("Missing check '" + check + "' registration");
        });
        if (body.has("ServiceChecks")) {
            throw HttpError.badRequest("ServiceChecks: not known to the embedded registry");
        }
        String ttl = body.text("TTL");
        Limits.check(body.text("Name").length() <= Limits.NAME_CHARS, "characters of Name", Limits.NAME_CHARS);
        return new Session("", body.text("Name"), lockDelay(body), behavior.equals("delete"), ttl, ttl(ttl), checks, 0);
    }

    private static Duration ttl(String text) {
        if (text.isEmpty()) {
            return Duration.ZERO;
        }
        Duration ttl = GoDuration.parse(text)
                .orElseThrow(() -> HttpError.internal(
                        "Session TTL '" + text + "' invalid: time: invalid duration \"" + text + "\""));
        if (!ttl.isZero() && (ttl.compareTo(SHORTEST_TTL) < 0 || ttl.compareTo(LONGEST_TTL) > 0)) {
            throw HttpError.internal("Invalid Session TTL '" + ttl.toNanos() + "', must be between [10s=24h0m0s]");
        }
        return ttl;
    }

    /** As in Consul, whatever is below 1,000 ns is taken for seconds. */
    private static Duration lockDelay(Body body) {
        if (!body.hasDuration("LockDelay")) {
            return DEFAULT_LOCK_DELAY;
        }
        long nanos = body.duration("LockDelay").toNanos();
        return Duration.ofNanos(nanos < 1_000 ? nanos * 1_000_000_000 : nanos);
    }

    private Reply destroy(Call call) {
        String id = call.rest(400, "Missing session");
        KvRoutes.requireUuid(id);
        state.in(() -> {
            state.sessions().destroy(id);
            return true;
        });
        return Reply.Answer.of(true);
    }

    private Reply renew(Call call) {
        String id = call.rest(400, "Missing session");
        KvRoutes.requireUuid(id);
        return state.in(() -> state.sessions().renew(id))
                .map(session -> Reply.Answer.of(json(List.of(session))))
                .orElseThrow(() -> new HttpError(404, "Session id '" + id + "' not found"));
    }

    private Reply info(Call call) {
        String id = call.rest(400, "Missing session");
        KvRoutes.requireUuid(id);
        Filters.check(call.query());
        return watched(() -> state.sessions().find(id).stream().toList());
    }

    private Reply list(Call call) {
        Filters.check(call.query());
        return watched(() -> state.sessions().all());
    }

    private Reply watched(Supplier<List<Session>> which) {
        return new Reply.Watched(new Topic.Sessions(), () -> {
            List<Session> sessions = which.get();
            return new Reply.Reading(state.sessions().index(), () -> Reply.Answer.of(json(sessions)));
        });
    }

    private static ArrayNode json(Collection<Session> sessions) {
        ArrayNode array = Json.array();
        for (Session session : sessions) {
            ObjectNode json = array.addObject()
                    .put("ID", session.id())
                    .put("Name", session.name())
                    .put("Node", Node.NAME)
                    .put("LockDelay", session.lockDelay().toNanos())
                    .put("Behavior", session.deletes() ? "delete" : "release")
                    .put("TTL", session.ttlText());
            json.set("NodeChecks", Json.array(session.nodeChecks()));
            json.putNull("ServiceChecks");
            json.put("CreateIndex", session.index()).put("ModifyIndex", session.index());
        }
        return array;
    }
}
