package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine;

/** Shows who calls whom. */
@CommandLine.Command(
        name = "graph",
        description =
                "Shows who calls whom, how often a second, and how often since the instances that run now started.",
        footer = {"  graph", "  graph --dot | dot -Tsvg > calls.svg"})
final class GraphCommand extends Query {
    @CommandLine.Option(names = "--dot", description = "In the language of Graphviz.")
    private boolean dot;

    @Override
    public Integer call() {
        if (dot && json()) {
            throw wrong("--dot", "with --json", "one of the two");
        }
        String body = client().get("/ms/v1/graph");
        if (said(body)) {
            return 0;
        }
        JsonNode edges = parse(body).path("edges");
        CallTree tree = new CallTree(edges);
        if (dot) {
            out().print(tree.dot());
        } else if (edges.isEmpty()) {
            out().println("(no calls)");
        } else {
            out().print(tree.text());
        }
        out().flush();
        return 0;
    }
}
