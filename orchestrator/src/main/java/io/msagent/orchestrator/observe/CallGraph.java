package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.Edge;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/** Adds up what instances say of who called them. */
final class CallGraph {
    private CallGraph() {}

    /** The edges by caller and service. */
    static List<Edge> of(Collection<Target> targets) {
        TreeMap<String, Edge> edges = new TreeMap<>();
        for (Target target : targets) {
            var rates = target.window.rates();
            target.window
                    .callers()
                    .forEach((caller, calls) -> edges.merge(
                            caller + "\0" + target.service,
                            new Edge(caller, target.service, calls, rates.getOrDefault(caller, 0.0)),
                            CallGraph::sum));
        }
        return List.copyOf(edges.values());
    }

    private static Edge sum(Edge one, Edge other) {
        return new Edge(
                one.caller(),
                one.service(),
                one.calls() + other.calls(),
                one.callsPerSecond() + other.callsPerSecond());
    }
}
