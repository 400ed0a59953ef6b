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
        out().println("orchestrator " + self.path("id").asText() + " (pid "
                + self.path("pid").asText() + (self.path("leads").asBoolean() ? ", leads" : "") + "), admin "
                + self.path("admin").asText() + ", registry "
                + self.path("registry").asText());
        Instant now = Instant.now();
        for (JsonNode peer : status.path("orchestrators")) {
            if (!peer.path("id").equals(self.path("id"))) {
                out().println("  beside it: " + peer.path("id").asText() + " (pid "
                        + peer.path("pid").asText() + (peer.path("leads").asBoolean() ? ", leads" : "") + ", "
                        + peer.path("status").asText() + ", up "
                        + Figures.since(peer.path("started").asText(), now) + "), admin "
                        + peer.path("admin").asText());
            }
        }
        if (!self.path("registryTrouble").asText().isEmpty()) {
            out().println(paint().bad(self.path("registryTrouble").asText()));
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
}
