package io.msagent.orchestrator.replica;

import io.msagent.orchestrator.spawn.process.OwnSession;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts another orchestrator like this one: same JVM, same jars, same options, in a session of its own, so that it
 * survives this one and its terminal.
 */
public final class Launcher {
    /** Whoever runs from a copy of the jars holds the lock in its folder; a descriptor is not inherited through a JVM. */
    private static final String HOLDING_THE_JARS = "exec 8>>\"$0\" && flock -s 8 && exec \"$@\"";

    private final String mainClass;
    private final List<String> arguments;
    private final Map<String, String> secrets;

    /**
     * A launcher.
     *
     * @param mainClass what to run
     * @param arguments its options, without the slot's and without secrets, which everybody can read there
     * @param secrets environment variables beside those that this process has
     */
    public Launcher(String mainClass, List<String> arguments, Map<String, String> secrets) {
        this.mainClass = mainClass;
        this.arguments = List.copyOf(arguments);
        this.secrets = Map.copyOf(secrets);
    }

    /**
     * Starts it.
     *
     * @param output what it writes is appended to this file
     */
    Process start(int slot, Path output) throws IOException {
        List<String> command = new ArrayList<>(OwnSession.prefix());
        command.addAll(holdingTheJars());
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-Dms-agent.interactive="))
                .forEach(command::add);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass));
        command.addAll(arguments);
        command.addAll(List.of("--slot", Integer.toString(slot)));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(secrets);
        return builder.start();
    }

    private static List<String> holdingTheJars() {
        Path jar = Path.of(System.getProperty("java.class.path").split(File.pathSeparator, 2)[0]);
        Path lock = jar.resolveSibling("lock");
        boolean flock = Files.isExecutable(Path.of("/usr/bin/flock"));
        return flock && Files.exists(lock)
                ? List.of(
                        "/bin/sh", "-c", HOLDING_THE_JARS, lock.toAbsolutePath().toString())
                : List.of();
    }
}
