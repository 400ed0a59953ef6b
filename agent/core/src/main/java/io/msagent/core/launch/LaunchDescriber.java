package io.msagent.core.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Describes how this very JVM was started, rewritten so that the same command line starts a provider. Stateless. */
public final class LaunchDescriber {
    private LaunchDescriber() {}

    /**
     * This process's command line without what belongs to the caller alone: what it serves, its name, its secrets, and
     * every option that binds a port or writes one certain file. The agent stands on the command line (or in {@code
     * JAVA_TOOL_OPTIONS}) even if it was attached to this process later.
     *
     * @param agentJar where {@code ms-agent.jar} is; a path on the command line counts as the agent if it is the same file
     * @param agentOptions the options the agent was given, used if it is not on the command line; may be empty
     * @param inherited names of further environment variables that a provider gets; {@code *} allowed at the end
     * @param classes binary names of the classes that hold the service's methods
     * @throws IllegalStateException if this JVM does not tell how it was started
     */
    public static Launch describe(Path agentJar, String agentOptions, List<String> inherited, List<String> classes) {
        StartedAs started = StartedAs.thisProcess();
        Path directory = started.directory();
        ProviderOptions rewrite = new ProviderOptions(directory, agentJar);
        JavaCommand java = JavaCommand.parse(started.arguments());

        Map<String, String> environment = new HashMap<>(ChosenEnvironment.of(System.getenv(), inherited));
        boolean agentInEnvironment = false;
        for (String name : ChosenEnvironment.HOLDS_OPTIONS) {
            String options = environment.remove(name);
            // the management interface lists these options among the arguments, so they must not be given twice
            if (options != null && started.exact()) {
                List<String> kept = rewrite.apply(OptionText.split(options));
                agentInEnvironment |= kept.stream().anyMatch(rewrite::isAgent);
                environment.put(name, String.join(" ", kept));
            }
        }

        List<String> command = new ArrayList<>();
        command.add(started.java().toString());
        List<String> options = rewrite.apply(java.options());
        if (!agentInEnvironment && options.stream().noneMatch(rewrite::isAgent)) {
            command.add(rewrite.agentArgument(agentJar.toAbsolutePath().toString(), agentOptions));
        }
        command.addAll(options);
        command.addAll(java.program());
        return new Launch(command, directory.toString(), environment, classes);
    }
}
