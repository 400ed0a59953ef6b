package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.admin.AdminServer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What a command can be about. */
enum Kind {
    SERVICE("service", "services:name"),
    INSTANCE("instance", "instances:id"),
    HOST("host", "hosts:name"),
    OUTPUT("instance or service", "instances:id", "services:name");

    private final String word;
    private final List<String> sources;

    Kind(String word, String... sources) {
        this.word = word;
        this.sources = List.of(sources);
    }

    /** Says that there is none of that name, and which there are. */
    NotThereException missing(String name, AdminClient client, NotThereException why) {
        List<String> names = names(Query.parse(client.get(AdminServer.STATUS_PATH)));
        if (names.contains(name)) {
            // there is, and the orchestrator knows better what is wrong with it
            return why;
        }
        List<String> near = Nearest.to(name, names);
        return new NotThereException(word + ": " + name + " (expected: "
                + (names.isEmpty() ? "one that is there; there is none now" : "one that status shows; nearest: ")
                + String.join(", ", near) + ")");
    }

    private List<String> names(JsonNode status) {
        List<String> names = new ArrayList<>();
        for (String source : sources) {
            String[] parts = source.split(":", 2);
            for (JsonNode node : status.path(parts[0])) {
                names.add(node.path(parts[1]).asText());
            }
        }
        return List.copyOf(new TreeSet<>(names));
    }
}
