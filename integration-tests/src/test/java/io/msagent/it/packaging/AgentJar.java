package io.msagent.it.packaging;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The jar under test, and small programs that start with it. */
final class AgentJar {
    private AgentJar() {}

    static Path file() {
        Path jar = Path.of(System.getProperty("project.basedir"), "..", "agent", "dist", "target", "ms-agent.jar")
                .normalize();
        if (!Files.isRegularFile(jar)) {
            throw new IllegalStateException(jar + " is missing (expected: built by `mvn package`, before these tests)");
        }
        return jar;
    }

    /** Every JDK on this machine that the agent must work on: the one that runs the tests, and installed ones. */
    static Stream<String> javaHomes() {
        List<String> homes = new ArrayList<>(List.of(System.getProperty("java.home")));
        try (Stream<Path> installed =
                Files.isDirectory(Path.of("/usr/lib/jvm")) ? Files.list(Path.of("/usr/lib/jvm")) : Stream.empty()) {
            installed
                    .filter(home -> !Files.isSymbolicLink(home) && Files.isExecutable(home.resolve("bin/java")))
                    .map(Path::toString)
                    .forEach(homes::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return homes.stream().map(AgentJar::real).distinct();
    }

    private static String real(String home) {
        try {
            return Path.of(home).toRealPath().toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What became of a program.
     *
     * @param status exit status
     * @param out standard output
     * @param err standard error, without the JVM's note on picked-up options
     */
    record Ended(int status, String out, String err) {}

    /** Runs {@code java} with these arguments, away from whatever registry this machine has, and waits for its end. */
    static Ended java(String home, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home + "/bin/java", "-Xmx256m", "-Xverify:all"));
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", ".txt");
        Path err = Files.createTempFile("err", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end: " + command + "\n" + Files.readString(err));
            }
            return new Ended(process.exitValue(), Files.readString(out), withoutJvm(Files.readString(err)));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String withoutJvm(String err) {
        return err.lines()
                .filter(line -> !line.startsWith("Picked up ") && !line.contains("Options -Xverify"))
                .reduce("", (a, b) -> a + b + "\n");
    }

    /** The class path that this test's own classes are on. */
    static String testClasses() {
        try {
            return new File(AgentJar.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getPath();
        } catch (java.net.URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
