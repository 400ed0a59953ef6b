package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The call graph as text: below each caller those that it calls; what is shown above is not unfolded again. */
final class CallTree {
    private final Map<String, List<JsonNode>> calls = new TreeMap<>();
    private final Set<String> called = new HashSet<>();
    private final Set<String> unfolded = new HashSet<>();

    CallTree(JsonNode edges) {
        for (JsonNode edge : edges) {
            calls.computeIfAbsent(edge.path("caller").asText(), caller -> new ArrayList<>())
                    .add(edge);
            called.add(edge.path("service").asText());
        }
    }

    /** Roots are those that nobody calls; a circle that nothing leads to begins anywhere. */
    String text() {
        unfolded.clear();
        StringBuilder text = new StringBuilder();
        Set<String> roots = new TreeSet<>(calls.keySet());
        roots.removeAll(called);
        roots.forEach(root -> root(root, text));
        calls.keySet().stream()
                .filter(caller -> !unfolded.contains(caller))
                .toList()
                .forEach(caller -> {
                    if (!unfolded.contains(caller)) {
                        root(caller, text);
                    }
                });
        return text.toString();
    }

    /** For Graphviz. */
    String dot() {
        StringBuilder text = new StringBuilder("digraph calls {\n  rankdir=LR;\n  node [shape=box];\n");
        called.stream()
                .sorted()
                .forEach(name -> text.append("  ").append(quoted(name)).append(" [style=filled];\n"));
        calls.forEach((caller, edges) -> edges.forEach(edge -> text.append("  ")
                .append(quoted(caller))
                .append(" -> ")
                .append(quoted(edge.path("service").asText()))
                .append(" [label=")
                .append(quoted(Figures.rate(edge.path("callsPerSecond")) + "/s"))
                .append("];\n")));
        return text.append("}\n").toString();
    }

    private void root(String name, StringBuilder text) {
        text.append(Printable.text(name)).append('\n');
        below(name, "", text);
    }

    private void below(String caller, String indent, StringBuilder text) {
        unfolded.add(caller);
        List<JsonNode> edges = calls.getOrDefault(caller, List.of());
        for (int i = 0; i < edges.size(); i++) {
            boolean last = i == edges.size() - 1;
            String service = edges.get(i).path("service").asText();
            boolean again = unfolded.contains(service) && calls.containsKey(service);
            text.append(indent)
                    .append(last ? "└─> " : "├─> ")
                    .append(Printable.text(service))
                    .append("  ")
                    .append(Figures.rate(edges.get(i).path("callsPerSecond")))
                    .append("/s, ")
                    .append(edges.get(i).path("calls").asText())
                    .append(" calls")
                    .append(again ? " (see above)" : "")
                    .append('\n');
            if (!again) {
                below(service, indent + (last ? "    " : "│   "), text);
            }
        }
    }

    private static String quoted(String name) {
        return '"' + Printable.text(name).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
