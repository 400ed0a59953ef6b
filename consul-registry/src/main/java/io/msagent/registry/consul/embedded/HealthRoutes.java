package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** {@code /v1/health/}: instances together with what their checks say. */
final class HealthRoutes {
    private final State state;
    private final ServiceJson json;

    HealthRoutes(State state, Node node) {
        this.state = state;
        this.json = new ServiceJson(node);
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/health/service/", this::service)
                .on("GET", "/v1/health/checks/", this::checks)
                .on("GET", "/v1/health/state/", this::state)
                .on("GET", "/v1/health/node/", this::node);
    }

    private Reply service(Call call) {
        String name = call.rest(400, "Missing service name");
        Filters.check(call.query());
        boolean passing = call.query().isOn("passing");
        List<String> tags = call.query().all("tag");
        return new Reply.Watched(new Topic.OfService(name), () -> {
            List<Registered.Picture> found = state.services().named(name);
            Check ofNode = state.services().nodeCheck();
            return new Reply.Reading(state.services().indexOf(name), () -> {
                ArrayNode array = Json.array();
                for (Registered.Picture picture : found) {
                    List<Check> checks = new ArrayList<>();
                    checks.add(ofNode);
                    checks.addAll(picture.checks());
                    boolean well = checks.stream().allMatch(c -> c.status().equals(Check.PASSING));
                    if ((well || !passing) && picture.service().hasTags(tags)) {
                        array.add(json.ofHealth(picture, checks));
                    }
                }
                return Reply.Answer.of(array);
            });
        });
    }

    private Reply checks(Call call) {
        String name = call.rest(400, "Missing service name");
        Filters.check(call.query());
        return new Reply.Watched(new Topic.OfService(name), () -> {
            List<Registered.Picture> found = state.services().named(name);
            return new Reply.Reading(state.services().indexOf(name), () -> {
                List<Check> checks = new ArrayList<>();
                found.forEach(picture -> checks.addAll(picture.checks()));
                return Reply.Answer.of(json.checks(checks));
            });
        });
    }

    private Reply state(Call call) {
        String wanted = call.rest(400, "Missing check state");
        Filters.check(call.query());
        return allChecks(check -> wanted.equals("any") || check.status().equals(wanted));
    }

    private Reply node(Call call) {
        String node = call.rest(400, "Missing node name");
        Filters.check(call.query());
        return allChecks(check -> node.equalsIgnoreCase(Node.NAME));
    }

    private Reply allChecks(Predicate<Check> wanted) {
        return new Reply.Watched(new Topic.Checks(), () -> {
            List<Check> checks = new ArrayList<>();
            checks.add(state.services().nodeCheck());
            state.services().all().forEach(picture -> checks.addAll(picture.checks()));
            return new Reply.Reading(
                    state.services().checksIndex(),
                    () -> Reply.Answer.of(
                            json.checks(checks.stream().filter(wanted).toList())));
        });
    }
}
