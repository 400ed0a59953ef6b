package io.msagent.registry.consul.embedded;

import java.util.List;

/**
 * The parameters that all queries have in common. Refuses what would change an answer and is not known here; ignoring it
 * would give wrong answers.
 */
final class Filters {
    private static final List<String> UNKNOWN = List.of("filter", "near", "node-meta", "ns");

    private Filters() {}

    /** For what Consul's servers answer, and not its agent alone. */
    static void check(Query query) {
        if (query.has("stale") && query.has("consistent")) {
            throw HttpError.badRequest("Cannot specify ?stale with ?consistent, conflicting semantics.");
        }
        query.waitTime();
        query.index();
        refuse(query);
    }

    /** For what Consul's agent answers by itself. */
    static void refuse(Query query) {
        for (String name : UNKNOWN) {
            if (query.get(name).filter(value -> !value.isEmpty()).isPresent()) {
                throw HttpError.badRequest(name + ": not known to the embedded registry");
            }
        }
        query.get("dc")
                .filter(dc -> !dc.isEmpty() && !dc.equals(Node.DATACENTER))
                .ifPresent(dc -> {
                    throw HttpError.internal("No path to datacenter");
                });
    }
}
