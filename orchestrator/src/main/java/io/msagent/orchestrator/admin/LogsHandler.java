package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.spawn.Spawner;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.PathTemplateMatch;
import java.util.Deque;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
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
        Optional<String> instance = NAME.matcher(name).matches() ? instance(name) : Optional.empty();
        if (instance.isEmpty()) {
            Answers.problem(
                    exchange,
                    404,
                    name + ": no output of such an instance or service (expected: a name that status shows)");
        } else {
            // empty if it has written nothing, as a provider does that has nothing to complain of
            Answers.text(
                    exchange,
                    spawner.tail(instance.get(), Integer.parseInt(text)).stream()
                            .map(line -> line + "\n")
                            .collect(Collectors.joining()));
        }
    }

    /** The instance of that name, or the newest of the service of that name. */
    private Optional<String> instance(String name) {
        String service = name.replaceFirst("-[^-]*$", "");
        return spawner.logged(service).contains(name)
                ? Optional.of(name)
                : spawner.logged(name).stream().findFirst();
    }

    private static String first(@Nullable Deque<String> values) {
        return values == null ? Integer.toString(DEFAULT_LINES) : values.getFirst();
    }
}
