package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Shows what has happened. */
@CommandLine.Command(
        name = "events",
        description = {
            "Shows what has happened to services and instances, oldest first.",
            "With --json and -f: one event a line."
        },
        footer = {"  events --limit 20", "  events -f --service pricing", "  events -f --json | jq -r .cause"})
final class EventsCommand extends Query {
    private static final int MOST = 1_000;

    @CommandLine.Option(
            names = {"-f", "--follow"},
            description = "Goes on until Ctrl-C; survives the death of the orchestrator that it asks.")
    private boolean follow;

    @CommandLine.Option(names = "--service", paramLabel = "NAME", description = "Of this service only.")
    private @Nullable String service;

    @CommandLine.Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "100",
            description = "The latest so many (default: ${DEFAULT-VALUE}).")
    private int limit = 100;

    /** Of late: what is told again after a reconnection is not shown again. */
    private final Set<String> shown = Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > 2 * MOST;
        }
    });

    private String last = "";

    @Override
    public Integer call() {
        if (limit < 1 || limit > MOST) {
            throw wrong("--limit", limit, "a whole number from 1 to " + MOST);
        }
        String query = "/ms/v1/events?limit=" + limit + (service == null ? "" : "&service=" + encoded(service));
        if (service != null) {
            String name = service;
            String unused = ask(Kind.SERVICE, name, client -> client.get("/ms/v1/services/" + encoded(name)));
        }
        String body = client().get(query);
        if (!follow) {
            if (!said(body)) {
                parse(body).path("events").forEach(this::show);
                out().flush();
            }
            return 0;
        }
        parse(body).path("events").forEach(this::show);
        out().flush();
        return new Following(this::client, out(), err()).goOn(this::listen);
    }

    private boolean listen(AdminClient client) throws IOException {
        // an id before all others: what happened between the two requests counts too
        Map<String, String> from = Map.of("Last-Event-ID", last.isEmpty() ? "0" : last);
        try (EventStream stream =
                new EventStream(client.open("/ms/v1/stream", from).body())) {
            EventStream.Message message = stream.next();
            while (message != null) {
                if (message.kind().equals("event")) {
                    show(parse(message.data()));
                    out().flush();
                }
                if (out().checkError()) {
                    return true;
                }
                message = stream.next();
            }
            return false;
        }
    }

    private void show(JsonNode event) {
        String id = event.path("id").asText();
        if (!shown.add(id)) {
            return;
        }
        last = id.compareTo(last) > 0 ? id : last;
        if (service != null && !service.equals(event.path("service").asText())) {
            return;
        }
        if (json()) {
            out().println(Printable.json(event.toString()));
            return;
        }
        String from = text(event, "from");
        String to = text(event, "to");
        String who = firstGiven(event, "instance", "service", "host");
        out().println(paint().faint(text(event, "at").replaceFirst("\\.\\d+Z$", "Z")) + "  " + who + "  "
                + (from.isEmpty() ? "" : from + " -> ") + paint().state(to)
                + (text(event, "cause").isEmpty() ? "" : "  " + text(event, "cause")));
    }

    private static String firstGiven(JsonNode event, String... names) {
        for (String name : names) {
            if (!text(event, name).isEmpty()) {
                return text(event, name);
            }
        }
        return text(event, "by");
    }

    private static String text(JsonNode event, String name) {
        return Printable.text(event.path(name).asText());
    }
}
