package io.msagent.registry.consul.embedded;

import java.util.List;

/** Refuses what would change an answer and is not known here; ignoring it would give wrong answers. */
final class Filters {
    private static final List<String> UNKNOWN = List.of("filter", "near", "node-meta", "ns");

    private Filters() {}

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
