package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.admin.AdminServer;
import java.time.Instant;
import picocli.CommandLine;

/** Shows everything at a glance. */
@CommandLine.Command(
        name = "status",
        description = "Shows orchestrators, hosts, services and instances.",
        footer = {"  status", "  status --json | jq '.services[].serving'"})
final class StatusCommand extends Query {
    @Override
    public Integer call() {
        String body = client().get(AdminServer.STATUS_PATH);
        if (said(body)) {
            return 0;
        }
        JsonNode status = parse(body);
        JsonNode self = status.path("orchestrator");
        out().println("orchestrator " + text(self, "id") + " (pid "
                + text(self, "pid") + (self.path("leads").asBoolean() ? ", leads" : "") + "), admin "
                + text(self, "admin") + ", registry "
                + text(self, "registry"));
        Instant now = Instant.now();
        for (JsonNode peer : status.path("orchestrators")) {
            if (!peer.path("id").equals(self.path("id"))) {
                out().println("  beside it: " + text(peer, "id") + " (pid "
                        + text(peer, "pid") + (peer.path("leads").asBoolean() ? ", leads" : "") + ", "
                        + text(peer, "status") + ", up "
                        + Figures.since(peer.path("started").asText(), now) + "), admin "
                        + text(peer, "admin"));
            }
        }
        if (!text(self, "registryTrouble").isEmpty()) {
            out().println(paint().bad(text(self, "registryTrouble")));
        }
        if (status.path("hosts").size() > 0) {
            out().println();
            Tables.hosts(status.path("hosts"), out(), paint());
        }
        out().println();
        Tables.services(status.path("services"), out(), paint());
        out().println();
        Tables.instances(status.path("instances"), out(), paint());
        out().flush();
        return 0;
    }

    private static String text(JsonNode node, String name) {
        return Printable.text(node.path(name).asText());
    }
}
