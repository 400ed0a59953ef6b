package io.msagent.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A {@link ModeJvm}, as the JVM of the tests sees it. One test at a time. */
final class ModeProcess implements AutoCloseable {
    private static final String ENDED = "";
    private static final int LONGEST_END_SECONDS = 20;

    private final String end = "#ms-agent-testing " + UUID.randomUUID();
    private final BlockingQueue<String> signs = new LinkedBlockingQueue<>();
    private final Mode mode;
    private final Path folder;
    private final Process process;
    private final ObjectOutputStream in;

    /** Starts one under the agent with these settings. */
    ModeProcess(Mode mode, Map<String, String> settings, Path folder) throws IOException {
        this.mode = mode;
        this.folder = folder;
        List<String> command = new ArrayList<>(List.of(JvmOptions.java()));
        command.addAll(JvmOptions.options());
        command.add("-javaagent:" + Carried.agent(folder));
        settings.forEach((name, value) -> command.add("-Dms." + name + "=" + value));
        command.addAll(List.of("-cp", classPath(), ModeJvm.class.getName()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        // the options that these hold are among the JVM's own; settings of the machine are not the test's
        builder.environment()
                .keySet()
                .removeIf(name ->
                        name.equals("JAVA_TOOL_OPTIONS") || name.equals("JDK_JAVA_OPTIONS") || name.startsWith("MS_"));
        process = builder.start();
        Thread pump = new Thread(this::pump, "ms-agent-testing-out");
        pump.setDaemon(true);
        pump.start();
        in = new ObjectOutputStream(process.getOutputStream());
        in.writeObject(new ModeJvm.Begin(mode, end, folder.toString(), properties()));
        in.flush();
    }

    /** The same for all, so that a provider that one of them has started has the command line of the next. */
    private String classPath() throws IOException {
        Path jar = folder.resolve("classpath.jar");
        return Files.exists(jar) ? jar.toString() : ClassPathJar.write(jar, JvmOptions.classPath());
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new HashMap<>();
        for (String name : System.getProperties().stringPropertyNames()) {
            if (!name.startsWith("ms.")) {
                properties.put(name, System.getProperty(name));
            }
        }
        return properties;
    }

    /** What it prints is printed here, so that it stands in the report of the test that runs. */
    private void pump() {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean empty = false; // the line before: if the next one is the end's, it was not the test's
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                boolean ended = line.equals(end);
                if (empty && !ended) {
                    System.out.println();
                }
                empty = line.isEmpty();
                if (ended) {
                    signs.add(end);
                } else if (!empty) {
                    System.out.println(line);
                }
            }
        } catch (IOException e) {
            // it was closed
        } finally {
            signs.add(ENDED);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Runs a test to its end.
     *
     * @throws IllegalStateException if the process ends before
     */
    Outcome run(String uniqueId) throws IOException, InterruptedException, ClassNotFoundException {
        Path outcome = Files.createTempFile(folder, "outcome", ".bin");
        try {
            in.writeObject(new ModeJvm.Run(uniqueId, outcome.toString()));
            in.flush();
        } catch (IOException e) {
            signs.add(ENDED);
        }
        try {
            if (signs.take().equals(ENDED)) {
                throw new IllegalStateException("the JVM of mode " + mode + " has ended with status "
                        + process.waitFor() + " before the test had (its output says more)");
            }
            return Outcome.read(outcome);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        } finally {
            Files.deleteIfExists(outcome);
        }
    }

    /** Ends it, and waits for that; what does not end by itself is killed. */
    @Override
    public void close() throws InterruptedException {
        try {
            in.writeObject("goodbye");
            in.close();
        } catch (IOException e) {
            process.destroy();
        }
        if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
