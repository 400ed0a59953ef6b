package io.msagent.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one run. {@code bin/demo} has put the jars there, so that a build that runs meanwhile does not pull them
 * from under the run; logs, outputs and the orchestrator's state lie beside them.
 *
 * @param root the folder, absolute; its path is unique, and stands in the command line of every process of the run
 */
record DemoFolder(Path root) {

    Path orchestratorJar() {
        return root.resolve("jars/orchestrator/orchestrator.jar");
    }

    Path agentJar() {
        return root.resolve("jars/ms-agent.jar");
    }

    Path shopJar() {
        return root.resolve("jars/shop/demo.jar");
    }

    /** Folder of keys, values, token and providers' logs. */
    Path state() {
        return root.resolve("state");
    }

    /** A file for logs and outputs. */
    Path log(String name) {
        return root.resolve("logs").resolve(name);
    }

    /** A program's java command, on the JVM that runs the demo. */
    static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The last lines of a log, indented, for a message; empty if there is no such file. */
    String tail(String name, int lines) {
        try {
            List<String> all = Files.readAllLines(log(name));
            return String.join("\n    ", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "";
        }
    }

    /** Removes everything. */
    void delete() {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("demo folder " + root + " cannot be removed", e);
        }
    }
}
