package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.spawn.Spawner;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The last lines of an instance's output, or of a service's newest instance. */
final class LogsHandler implements HttpHandler {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,99}");
    private static final int MOST_LINES = 10_000;
    private static final int DEFAULT_LINES = 100;

    private final Spawner spawner;

    LogsHandler(Spawner spawner) {
        this.spawner = spawner;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String name = Objects.requireNonNullElse(
                exchange.getAttachment(PathTemplateMatch.ATTACHMENT_KEY)
                        .getParameters()
                        .get("name"),
                "");
        String text = first(exchange.getQueryParameters().get("lines"));
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > MOST_LINES) {
            Answers.problem(
                    exchange, 400, "lines: " + text + " (expected: a whole number from 1 to " + MOST_LINES + ")");
            return;
        }
        List<String> lines = NAME.matcher(name).matches() ? lines(name, Integer.parseInt(text)) : List.of();
        if (lines.isEmpty()) {
            Answers.problem(
                    exchange,
                    404,
                    name + ": no output of such an instance or service (expected: a name that status shows)");
        } else {
            Answers.text(exchange, String.join("\n", lines) + "\n");
        }
    }

    private List<String> lines(String name, int lines) {
        List<String> ofInstance = spawner.tail(name, lines);
        if (!ofInstance.isEmpty()) {
            return ofInstance;
        }
        return spawner.logged(name).stream()
                .findFirst()
                .map(id -> spawner.tail(id, lines))
                .orElse(List.of());
    }

    private static String first(@Nullable Deque<String> values) {
        return values == null ? Integer.toString(DEFAULT_LINES) : values.getFirst();
    }
}
