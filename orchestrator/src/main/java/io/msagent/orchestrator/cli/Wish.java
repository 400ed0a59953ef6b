package io.msagent.orchestrator.cli;

import java.util.Map;

/** What the commands that change something have in common: they return when the orchestrator has taken the wish. */
abstract class Wish extends Query {
    /**
     * Makes it.
     *
     * @param path of the API, the name in it encoded
     * @param done for a person
     */
    final int make(Kind kind, String name, String path, Map<String, ?> body, String done) {
        String answer = ask(kind, name, client -> client.post(path, body));
        if (!said(answer)) {
            out().println(done);
            out().flush();
        }
        return 0;
    }
}
