package io.msagent.it.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A Java program to be run in a process of its own, on the JDK that runs the tests. */
public final class Program {
    private static final long PATIENCE_SECONDS = 300;
    /** For JVMs that live for seconds, and several at once: they never earn back what a better compiler costs. */
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private final List<String> jvm = new ArrayList<>();
    private final List<String> command = new ArrayList<>();
    private final Map<String, String> environment = new HashMap<>();
    private Path directory = Path.of("").toAbsolutePath();

    private Program(String... command) {
        this.command.addAll(List.of(command));
    }

    /** {@code java -jar}. */
    public static Program jar(Path jar, String... arguments) {
        Program program = new Program("-jar", jar.toString());
        program.command.addAll(List.of(arguments));
        return program;
    }

    /** A main class on a class path. */
    public static Program main(List<Path> classPath, String main, String... arguments) {
        Program program = new Program(
                "-cp",
                String.join(
                        java.io.File.pathSeparator,
                        classPath.stream().map(Path::toString).toList()),
                main);
        program.command.addAll(List.of(arguments));
        return program;
    }

    /** Under the agent, with these arguments. */
    public Program agent(String... settings) {
        jvm.add("-javaagent:" + Paths.AGENT + (settings.length == 0 ? "" : "=" + String.join(",", settings)));
        return this;
    }

    /** More JVM flags. */
    public Program jvm(String... flags) {
        jvm.addAll(Arrays.asList(flags));
        return this;
    }

    /** One variable more. */
    public Program environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /** The working folder. */
    public Program in(Path folder) {
        directory = folder;
        return this;
    }

    /** The command line. */
    public List<String> commandLine() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(JVM);
        line.addAll(jvm);
        line.addAll(command);
        return line;
    }

    /** Starts it; output goes to the two files. */
    public Process start(Path out, Path err) {
        ProcessBuilder builder = new ProcessBuilder(commandLine())
                .directory(directory.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MS_") || name.equals("JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(environment);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    public Result run() {
        try {
            Path out = Files.createTempFile("program", ".out");
            Path err = Files.createTempFile("program", ".err");
            Process process = start(out, err);
            try {
                if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError("still running after " + PATIENCE_SECONDS + " s: " + commandLine() + "\n"
                            + Files.readString(out) + Files.readString(err));
                }
                return new Result(process.exitValue(), Files.readString(out), Files.readString(err));
            } finally {
                process.destroyForcibly();
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** How it ended. */
    public record Result(int status, String out, String err) {}
}
