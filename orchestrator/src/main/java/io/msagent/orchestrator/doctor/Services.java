package io.msagent.orchestrator.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an orchestrator says of leader, hosts, services and instances. */
final class Services {
    private Services() {}

    static List<Finding> examine(JsonNode status) {
        List<Finding> findings = new ArrayList<>();
        boolean led = status.path("orchestrator").path("leads").asBoolean();
        for (JsonNode peer : status.path("orchestrators")) {
            led |= peer.path("leads").asBoolean();
        }
        findings.add(
                led
                        ? Finding.ok("leader", "there is one")
                        : Finding.warn(
                                "leader",
                                "none now",
                                "look again in half a minute; if there is none then, see whether the registry answers"));
        for (JsonNode host : status.path("hosts")) {
            if (host.path("supervisor").asText().isEmpty()
                    && host.path("instances").asInt() > 0) {
                findings.add(Finding.warn(
                        "host",
                        host.path("name").asText() + " has instances and no orchestrator",
                        "start one there: nobody replaces what dies"));
            }
        }
        int before = findings.size();
        for (JsonNode service : status.path("services")) {
            if (!service.path("trouble").asText().isEmpty()) {
                findings.add(Finding.fail(
                        "service",
                        service.path("name").asText() + ": "
                                + service.path("trouble").asText(),
                        "bin/orchestrator logs " + service.path("name").asText()));
            }
        }
        for (JsonNode instance : status.path("instances")) {
            if (instance.path("state").asText().equals("quarantined")) {
                String id = instance.path("id").asText();
                String reason = instance.path("reason").asText();
                findings.add(Finding.warn(
                        "instance",
                        id + " is quarantined" + (reason.isEmpty() ? "" : ": " + reason),
                        "bin/orchestrator logs " + id + "; one taken out by hand comes back with: release " + id));
            }
        }
        if (findings.size() == before) {
            findings.add(Finding.ok("services", status.path("services").size() + " services, none in trouble"));
        }
        return findings;
    }
}
