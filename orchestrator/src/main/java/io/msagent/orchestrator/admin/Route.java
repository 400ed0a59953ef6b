package io.msagent.orchestrator.admin;

import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A path of the API with what is done there.
 *
 * @param template the path, variables in braces
 * @param query names of parameters that it takes
 * @param mostBytes largest body
 */
record Route(HttpString method, String template, Set<String> query, int mostBytes, Operation operation) {
    /** Ample for everything but a launch, which carries an environment. */
    private static final int SMALL = 10_000;

    /** What is done; called on a thread that may block. */
    interface Operation {
        void run(Request request) throws Exception;
    }

    /** What is done and answered with JSON. */
    interface Answering {
        Object answer(Request request);
    }

    static Route get(String template, Set<String> query, Operation operation) {
        return new Route(Methods.GET, template, query, 0, operation);
    }

    /** Shows something. */
    static Route show(String template, Set<String> query, Answering answering) {
        return get(template, query, request -> Answers.json(request.exchange(), 200, answering.answer(request)));
    }

    static Route post(String template, Set<String> query, int mostBytes, Operation operation) {
        return new Route(Methods.POST, template, query, mostBytes, operation);
    }

    /** Writes a wish into the registry; what is wished happens after the answer. */
    static Route wish(String template, Answering answering) {
        return post(
                template, Set.of(), SMALL, request -> Answers.json(request.exchange(), 202, answering.answer(request)));
    }

    /** Values of the path's variables, still encoded, if the path is of this template. */
    Optional<Map<String, String>> match(String path) {
        String[] wanted = template.split("/", -1);
        String[] given = path.split("/", -1);
        if (wanted.length != given.length) {
            return Optional.empty();
        }
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i].startsWith("{")) {
                values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
            } else if (!wanted[i].equals(given[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
