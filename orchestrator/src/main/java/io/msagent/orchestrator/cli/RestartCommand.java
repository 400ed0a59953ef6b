package io.msagent.orchestrator.cli;

import io.msagent.core.config.Parsers;
import io.msagent.orchestrator.admin.AdminServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine;

/** Replaces a service's instances. */
@CommandLine.Command(
        name = "restart",
        description = {
            "Replaces a service's instances one at a time, never with fewer than its minimum.",
            "Those that somebody started by hand are left alone."
        },
        footer = {"  restart pricing", "  restart pricing --wait --timeout 5m"})
final class RestartCommand extends Query {
    @CommandLine.Parameters(paramLabel = "NAME", description = "A service.")
    private String name = "";

    @CommandLine.Option(names = "--wait", description = "Returns when all are replaced, and tells of each.")
    private boolean wait;

    @CommandLine.Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "10m",
            description = "With --wait: fails if they are not replaced by then (default: ${DEFAULT-VALUE}).")
    private String timeout = "10m";

    private String told = "";

    @Override
    public Integer call() {
        Duration patience = patience();
        AdminClient client = client();
        Replacement replacement = new Replacement(name, parse(client.get(AdminServer.STATUS_PATH)));
        String answer = ask(
                client,
                Kind.SERVICE,
                name,
                asked -> asked.post("/ms/v1/services/" + encoded(name) + "/restart", Map.of()));
        boolean waits = wait && replacement.hasAny();
        int code = 0;
        if (waits) {
            long end = System.nanoTime() + patience.toNanos();
            code = new Following(this::client, out(), err()).goOn(other -> listen(other, replacement, end));
        }
        if (!said(answer)) {
            out().println(name + ": " + (waits ? "all instances are replaced" : replacement.order()));
            out().flush();
        }
        return code;
    }

    private boolean listen(AdminClient client, Replacement replacement, long end) throws IOException {
        replacement.begin();
        try (EventStream stream =
                new EventStream(client.open("/ms/v1/stream", Map.of()).body())) {
            EventStream.Message message = stream.next();
            while (message != null) {
                if (message.kind().equals("status")) {
                    boolean done = replacement.isDone(parse(message.data()));
                    tell(replacement.news());
                    if (done) {
                        return true;
                    }
                }
                // the other side says something every ten seconds at least
                if (System.nanoTime() - end >= 0) {
                    throw new CommandFailedException("restart: " + name + ": not done within " + timeout + ": "
                            + replacement.news() + " (it goes on; see: bin/orchestrator status)");
                }
                message = stream.next();
            }
            return false;
        }
    }

    private void tell(String news) {
        if (!json() && !news.equals(told)) {
            out().println(news);
            out().flush();
            told = news;
        }
    }

    private Duration patience() {
        try {
            return Parsers.duration(timeout);
        } catch (IllegalArgumentException e) {
            throw wrong("--timeout", timeout, "a duration above 0, as 30s, 10m, 1h");
        }
    }
}
