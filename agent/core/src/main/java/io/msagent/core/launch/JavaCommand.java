package io.msagent.core.launch;

import java.util.List;
import java.util.Set;

/**
 * The arguments of a {@code java} command, cut where the options of the JVM end and the program begins.
 *
 * @param options options of the JVM and of its launcher
 * @param program {@code -jar FILE}, {@code -m MODULE} or the main class, and the application's arguments
 */
record JavaCommand(List<String> options, List<String> program) {
    /** Options whose value is the next argument. */
    private static final Set<String> WITH_VALUE = Set.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-p",
            "--module-path",
            "--upgrade-module-path",
            "--add-modules",
            "--limit-modules",
            "--add-exports",
            "--add-opens",
            "--add-reads",
            "--patch-module",
            "--enable-native-access",
            "--source");

    private static final Set<String> PROGRAM = Set.of("-jar", "-m", "--module");

    static JavaCommand parse(List<String> arguments) {
        int i = 0;
        while (i < arguments.size()) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-") && !argument.startsWith("@")
                    || PROGRAM.contains(argument)
                    || argument.startsWith("--module=")) {
                break;
            }
            i += WITH_VALUE.contains(argument) ? 2 : 1;
        }
        int cut = Math.min(i, arguments.size());
        return new JavaCommand(
                List.copyOf(arguments.subList(0, cut)), List.copyOf(arguments.subList(cut, arguments.size())));
    }

    /** Whether options stand in a file, where they cannot be rewritten. */
    boolean hasArgumentFile() {
        return options.stream().anyMatch(option -> option.startsWith("@"));
    }
}
