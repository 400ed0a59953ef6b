package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.orchestrator.admin.AdminServer;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;

/** Replaces a service's instances. */
@CommandLine.Command(
        name = "restart",
        description = "Replaces a service's instances one at a time, never with fewer than its minimum.",
        footer = {"  restart pricing", "  restart pricing --wait"})
final class RestartCommand extends Query {
    @CommandLine.Parameters(paramLabel = "NAME", description = "A service.")
    private String name = "";

    @CommandLine.Option(names = "--wait", description = "Returns when all are replaced, and tells of each.")
    private boolean wait;

    private String told = "";

    @Override
    public Integer call() {
        Set<String> old = living(parse(client().get(AdminServer.STATUS_PATH)));
        String path = "/ms/v1/services/" + encoded(name) + "/restart";
        String answer = ask(Kind.SERVICE, name, client -> client.post(path, Map.of()));
        int code = 0;
        if (wait) {
            code = new Following(this::client, out(), err()).run(client -> replaced(client, old));
        }
        if (!said(answer)) {
            out().println(name + (wait ? ": all instances are replaced" : ": its instances are being replaced"));
            out().flush();
        }
        return code;
    }

    private boolean replaced(AdminClient client, Set<String> old) throws IOException {
        try (EventStream stream =
                new EventStream(client.open("/ms/v1/stream", Map.of()).body())) {
            EventStream.Message message = stream.next();
            while (message != null) {
                if (message.kind().equals("status") && isDone(parse(message.data()), old)) {
                    return true;
                }
                message = stream.next();
            }
            return false;
        }
    }

    private boolean isDone(JsonNode status, Set<String> old) {
        Set<String> left = living(status);
        left.retainAll(old);
        JsonNode service = service(status);
        String news = left.size() + " of " + old.size() + " left to replace, "
                + service.path("serving").asText() + " serve"
                + (service.path("trouble").asText().isEmpty()
                        ? ""
                        : "; " + Printable.text(service.path("trouble").asText()));
        if (!json() && !news.equals(told)) {
            out().println(news);
            out().flush();
            told = news;
        }
        return left.isEmpty() && !service.path("restarting").asBoolean();
    }

    private JsonNode service(JsonNode status) {
        for (JsonNode service : status.path("services")) {
            if (service.path("name").asText().equals(name)) {
                return service;
            }
        }
        throw new NotThereException("service: " + name + " (expected: one that is there; it has gone meanwhile)");
    }

    /** Those that an orchestrator started: others it cannot replace. */
    private Set<String> living(JsonNode status) {
        Set<String> ids = new HashSet<>();
        for (JsonNode instance : status.path("instances")) {
            String state = instance.path("state").asText();
            if (instance.path("service").asText().equals(name)
                    && !instance.path("orchestrator").asText().isEmpty()
                    && !state.equals("dead")
                    && !state.equals("retired")) {
                ids.add(instance.path("id").asText());
            }
        }
        return ids;
    }
}
