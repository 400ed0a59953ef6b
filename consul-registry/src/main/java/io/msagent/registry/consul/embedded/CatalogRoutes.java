package io.msagent.registry.consul.embedded;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code /v1/catalog/}: what is registered, whatever its health. */
final class CatalogRoutes {
    private final State state;
    private final Node node;
    private final ServiceJson json;

    CatalogRoutes(State state, Node node) {
        this.state = state;
        this.node = node;
        this.json = new ServiceJson(node);
    }

    void addTo(Routes routes) {
        routes.on("GET", "/v1/catalog/services", this::services)
                .on("GET", "/v1/catalog/service/", this::service)
                .on("GET", "/v1/catalog/nodes", this::nodes)
                .on("GET", "/v1/catalog/datacenters", call -> Reply.Answer.of(Json.array(List.of(Node.DATACENTER))));
    }

    private Reply services(Call call) {
        Filters.check(call.query());
        return new Reply.Watched(new Topic.Services(), () -> {
            Map<String, Set<String>> tags = state.services().tagsByName();
            return new Reply.Reading(state.services().servicesIndex(), () -> {
                ObjectNode all = Json.object();
                tags.forEach((name, ofName) -> all.set(name, Json.array(ofName)));
                return Reply.Answer.of(all);
            });
        });
    }

    private Reply service(Call call) {
        String name = call.rest(400, "Missing service name");
        Filters.check(call.query());
        List<String> tags = call.query().all("tag");
        return new Reply.Watched(new Topic.OfService(name), () -> {
            List<Registered.Picture> found = state.services().named(name);
            return new Reply.Reading(state.services().indexOf(name), () -> {
                ArrayNode array = Json.array();
                found.stream()
                        .map(Registered.Picture::service)
                        .filter(service -> service.hasTags(tags))
                        .forEach(service -> array.add(json.ofCatalog(service)));
                return Reply.Answer.of(array);
            });
        });
    }

    private Reply nodes(Call call) {
        Filters.check(call.query());
        // the one node never changes, so a blocking query ends with its time; the topic is one that does no harm
        return new Reply.Watched(
                new Topic.Services(),
                () -> new Reply.Reading(
                        node.index(), () -> Reply.Answer.of(Json.array().add(node.json()))));
    }
}
