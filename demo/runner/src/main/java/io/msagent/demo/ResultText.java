package io.msagent.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A result for people and for programs. */
final class ResultText {
    private static final List<String> TITLES =
            List.of("method", "calls", "remote", "local", "failed", "p50", "p99", "instances");

    private ResultText() {}

    /** A table with a line for each method. */
    static String table(DemoResult result) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(TITLES);
        result.methods().forEach(method -> rows.add(row(method)));
        int[] widths = new int[TITLES.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    /** One JSON object. */
    static String json(DemoResult result) {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode node = mapper.createObjectNode();
        node.put("passed", result.passed());
        node.put("calls", result.calls());
        node.put("ok", result.calls() - result.failed());
        node.put("failed", result.failed());
        node.put("remote", result.remote());
        node.put("local", result.local());
        node.put("providers", result.providers());
        node.put("outputsEqual", result.difference() == null);
        node.put("killedPid", result.killed());
        node.set("methods", mapper.valueToTree(result.methods()));
        try {
            return mapper.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree always has a text", e);
        }
    }

    private static List<String> row(MethodStats method) {
        return List.of(
                method.method(),
                Long.toString(method.calls()),
                Long.toString(method.remote()),
                Long.toString(method.local()),
                Long.toString(method.failed()),
                micros(method.p50Micros()),
                micros(method.p99Micros()),
                Integer.toString(method.instances().size()));
    }

    private static String micros(long micros) {
        return micros < 10_000 ? micros + " us" : micros / 1_000 + " ms";
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String padding = " ".repeat(widths[i] - row.get(i).length());
            line.append(i == 0 ? row.get(i) + padding : "  " + padding + row.get(i));
        }
        return line.toString();
    }
}
