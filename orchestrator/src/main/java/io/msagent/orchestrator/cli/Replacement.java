package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far the replacement of a service's instances has come. */
final class Replacement {
    private static final Set<String> OVER = Set.of("dead", "retired");

    private final String service;
    private final Set<String> old = new HashSet<>();
    private final int byHand;
    private boolean wasThere;
    private String news = "";

    /** @param before the status before it began */
    Replacement(String service, JsonNode before) {
        this.service = service;
        int others = 0;
        for (JsonNode instance : living(before)) {
            // one that no orchestrator started it cannot replace
            if (instance.path("orchestrator").asText().isEmpty()) {
                others++;
            } else {
                old.add(instance.path("id").asText());
            }
        }
        this.byHand = others;
    }

    boolean hasAny() {
        return !old.isEmpty();
    }

    /** What is going to happen. */
    String order() {
        return (old.isEmpty() ? "no instance to replace" : "its instances are being replaced")
                + (byHand == 0 ? "" : "; " + byHand + " started by hand left alone");
    }

    /** Takes in a newer status, perhaps another orchestrator's, and says whether all are replaced. */
    boolean isDone(JsonNode status) {
        Set<String> left = new HashSet<>();
        living(status).forEach(instance -> left.add(instance.path("id").asText()));
        left.retainAll(old);
        for (JsonNode one : status.path("services")) {
            if (one.path("name").asText().equals(service)) {
                wasThere = true;
                String trouble = Printable.text(one.path("trouble").asText());
                news = left.size() + " of " + old.size() + " left to replace, "
                        + one.path("serving").asText() + " serve" + (trouble.isEmpty() ? "" : "; " + trouble);
                return left.isEmpty() && !one.path("restarting").asBoolean();
            }
        }
        // one that has just started knows nothing yet
        if (wasThere
                && status.path("orchestrator").path("registryTrouble").asText().isEmpty()) {
            throw new NotThereException(
                    "service: " + service + " (expected: one that is there; it has gone meanwhile)");
        }
        news = "service " + service + " is not known yet";
        return false;
    }

    /** For people, on one line. */
    String news() {
        return news;
    }

    /** A new connection, perhaps to an orchestrator that has just started. */
    void begin() {
        wasThere = false;
    }

    private List<JsonNode> living(JsonNode status) {
        List<JsonNode> living = new ArrayList<>();
        for (JsonNode instance : status.path("instances")) {
            if (instance.path("service").asText().equals(service)
                    && !OVER.contains(instance.path("state").asText())) {
                living.add(instance);
            }
        }
        return living;
    }
}
