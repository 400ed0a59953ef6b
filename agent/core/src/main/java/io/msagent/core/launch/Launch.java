package io.msagent.core.launch;

import java.util.List;
import java.util.Map;

/**
 * A command line that starts a provider of some services. Running it is executing code: an orchestrator takes it only
 * from who has the cluster token.
 *
 * @param command program and arguments, ready to be executed; the agent's arguments contain no {@code serve}
 * @param directory working folder, absolute
 * @param environment the chosen variables of the caller; contains no token
 * @param classes binary names of the classes that hold the services' methods ({@code serve.classes})
 */
public record Launch(List<String> command, String directory, Map<String, String> environment, List<String> classes) {
    /** Copies the collections. */
    public Launch {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        classes = List.copyOf(classes);
    }
}
