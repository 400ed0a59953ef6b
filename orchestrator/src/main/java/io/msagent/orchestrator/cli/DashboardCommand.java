package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.URI;
import picocli.CommandLine;

/** Says where the dashboard is. */
@CommandLine.Command(
        name = "dashboard",
        description = {
            "Prints the dashboard's address with the view key, which allows to look and nothing else.",
            "Whoever has the address can look for as long as the cluster token stays the same."
        },
        footer = "  xdg-open \"$(bin/orchestrator dashboard)\"")
final class DashboardCommand extends Query {
    @Override
    public Integer call() {
        URI page = client().dashboard();
        if (!said(JsonNodeFactory.instance
                .objectNode()
                .put("url", page.toString())
                .toString())) {
            out().println(page);
            out().flush();
        }
        return 0;
    }
}
