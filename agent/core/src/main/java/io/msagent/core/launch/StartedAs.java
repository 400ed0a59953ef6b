package io.msagent.core.launch;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How this JVM was started.
 *
 * @param java the launcher, absolute
 * @param arguments what followed it
 * @param directory working folder at the start, absolute
 * @param exact whether the arguments are the very ones; otherwise they are rebuilt from what the JVM tells of itself, and
 *     contain the options that came from the environment
 */
record StartedAs(Path java, List<String> arguments, Path directory, boolean exact) {

    static StartedAs thisProcess() {
        Path java = Path.of(System.getProperty("java.home"), "bin", File.separatorChar == '\\' ? "java.exe" : "java");
        List<String> exact = exactArguments(java);
        return exact.isEmpty()
                ? new StartedAs(java, toldArguments(), startFolder(), false)
                : new StartedAs(java, exact, startFolder(), true);
    }

    /** Linux tells the command line byte for byte; empty elsewhere, or if it is not that of a plain launcher. */
    private static List<String> exactArguments(Path java) {
        try {
            if (!Files.isSameFile(Path.of("/proc/self/exe"), java)) {
                return List.of();
            }
            String line = Files.readString(Path.of("/proc/self/cmdline"), nativeCharset());
            List<String> words = Arrays.asList(line.split("\0", -1));
            List<String> arguments = words.subList(1, words.size() - 1);
            return JavaCommand.parse(arguments).hasArgumentFile() ? List.of() : arguments;
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> toldArguments() {
        List<String> arguments =
                new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        String command = System.getProperty("sun.java.command", "");
        if (command.isEmpty()) {
            throw new IllegalStateException(
                    "sun.java.command: not set (expected: the main class; start this program with the java launcher,"
                            + " or start its providers by hand)");
        }
        String classPath = System.getProperty("java.class.path", "");
        if (System.getProperty("jdk.module.main") != null) {
            arguments.add("-m");
            arguments.addAll(Arrays.asList(command.split(" ", -1)));
        } else if (classPath.endsWith(".jar") && (command + " ").startsWith(classPath + " ")) {
            arguments.add("-jar");
            arguments.add(classPath);
            String rest = command.substring(classPath.length()).stripLeading();
            arguments.addAll(rest.isEmpty() ? List.of() : Arrays.asList(rest.split(" ", -1)));
        } else {
            arguments.add("-cp");
            arguments.add(classPath);
            arguments.addAll(Arrays.asList(command.split(" ", -1)));
        }
        return arguments;
    }

    /** The program may have changed {@code user.dir}; the process's folder is the one relative paths were meant for. */
    private static Path startFolder() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/cwd"));
        } catch (IOException | UnsupportedOperationException e) {
            return Path.of("").toAbsolutePath();
        }
    }

    private static Charset nativeCharset() {
        return Charset.forName(System.getProperty("sun.jnu.encoding", "UTF-8"));
    }
}
