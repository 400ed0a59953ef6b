package io.msagent.orchestrator.admin;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.URLUtils;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request whose body has arrived.
 *
 * @param path values of the path's variables
 * @param body empty for GET
 */
record Request(HttpServerExchange exchange, Map<String, String> path, JsonBody body) {
    private static final int MOST_DIGITS = 6;

    /** The path's variable of that name. */
    String path(String name) {
        return Objects.requireNonNull(path.get(name), name);
    }

    /** The query's parameter of that name, the first if there are several. */
    Optional<String> query(String name) {
        Deque<String> values = exchange.getQueryParameters().get(name);
        return values == null ? Optional.empty() : Optional.of(decoded(name, values.getFirst()));
    }

    private static String decoded(String name, String value) {
        try {
            return URLUtils.decode(value, StandardCharsets.UTF_8.name(), true, true, new StringBuilder());
        } catch (IllegalArgumentException e) {
            throw ProblemException.of(400, name, value, "text in UTF-8, percent-encoded");
        }
    }

    /** A whole number in the query. */
    int number(String name, int byDefault, int least, int most) {
        String text = query(name).orElse(Integer.toString(byDefault));
        if (!text.matches("\\d{1," + MOST_DIGITS + "}")
                || Integer.parseInt(text) < least
                || Integer.parseInt(text) > most) {
            throw ProblemException.of(400, name, text, "a whole number from " + least + " to " + most);
        }
        return Integer.parseInt(text);
    }

    /** A truth value in the query; false if it is not there. */
    boolean flag(String name) {
        String text = query(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw ProblemException.of(400, name, text, "true or false");
        }
        return text.equals("true");
    }
}
