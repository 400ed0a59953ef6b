package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.msagent.orchestrator.admin.AdminServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;

/** Shows what an instance wrote. */
@CommandLine.Command(
        name = "logs",
        description = {
            "Shows the last lines of an instance's output, of whatever host.",
            "With --json: an object with text; with -f too: one object a line."
        },
        footer = {"  logs pricing --lines 20", "  logs -f pricing-4f7a2c"})
final class LogsCommand extends Query {
    private static final int MOST = 10_000;
    private static final int AGAIN = 1_000;

    @CommandLine.Parameters(
            paramLabel = "NAME",
            description = "An instance, or a service: its newest instance then. See: status.")
    private String name = "";

    @CommandLine.Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "100",
            description = "How many lines (default: ${DEFAULT-VALUE}).")
    private int lines = 100;

    @CommandLine.Option(
            names = {"-f", "--follow"},
            description = "Goes on until the instance is over, or Ctrl-C.")
    private boolean follow;

    private final SeenLines seen = new SeenLines();
    private String instance = "";

    @Override
    public Integer call() {
        if (lines < (follow ? 0 : 1) || lines > MOST) {
            throw wrong("--lines", lines, "a whole number from 1 to " + MOST);
        }
        if (follow) {
            return new Following(this::client, out(), err()).run(this::listen);
        }
        String text = ask(Kind.OUTPUT, name, client -> client.get(path(name, lines)));
        if (said(line(text))) {
            return 0;
        }
        if (text.isEmpty()) {
            err().println(name + " has written nothing so far");
            err().flush();
        }
        out().print(shown(text));
        out().flush();
        return 0;
    }

    private boolean listen(AdminClient client) throws IOException {
        boolean again = !instance.isEmpty();
        HttpResponse<InputStream> answer;
        try {
            // on the second time the same instance, though the service may have a newer one
            answer = client.open(path(again ? instance : name, again ? AGAIN : lines) + "&follow=true", Map.of());
        } catch (NotThereException e) {
            if (again) {
                throw unknown();
            }
            throw Kind.OUTPUT.missing(name, client, e);
        }
        instance = answer.headers().firstValue("ms-log-instance").orElse(name);
        long before = answer.headers().firstValueAsLong("ms-log-lines").orElse(0);
        seen.begin(again, before);
        try (BufferedReader text = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                for (String fresh : seen.take(line)) {
                    out().println(json() ? line(fresh) : shown(fresh));
                }
                if (out().checkError()) {
                    return true;
                }
            }
        }
        return isOver(client);
    }

    private boolean isOver(AdminClient client) {
        try {
            JsonNode state =
                    parse(client.get("/ms/v1/instances/" + encoded(instance))).path("state");
            return state.asText().equals("dead") || state.asText().equals("retired");
        } catch (NotThereException e) {
            throw unknown();
        }
    }

    /** Those that ended are known for ten minutes; so the one that is asked has just started, most likely. */
    private NotNowException unknown() {
        return new NotNowException("instance: " + instance
                + " is not known (expected: one that the orchestrator has seen;" + " it may have ended meanwhile)");
    }

    private static String path(String name, int lines) {
        return AdminServer.LOGS_PATH + encoded(name) + "?lines=" + lines;
    }

    private static String line(String text) {
        return Printable.json(
                JsonNodeFactory.instance.objectNode().put("text", text).toString());
    }

    /** A pipe or a file gets what was written, a terminal nothing that could steer it. */
    private static String shown(String text) {
        return Paint.isTerminal()
                ? text.lines().map(Printable::line).collect(Collectors.joining("\n"))
                        + (text.endsWith("\n") ? "\n" : "")
                : text;
    }
}
