package io.msagent.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The process of {@link ClusterMain}, as the tests see it. */
final class Cluster {
    private final Process process;
    private final String registry;
    private final Path folder;

    private Cluster(Process process, String registry, Path folder) {
        this.process = process;
        this.registry = registry;
        this.folder = folder;
    }

    /** Starts one; returns when it is ready. */
    static Cluster start(Path folder) throws IOException {
        Path log = folder.resolve("cluster.log");
        String classPath = ClassPathJar.write(
                folder.resolve("cluster.jar"), List.of(Carried.ownClasses(), Carried.file("orchestrator.jar", folder)));
        Process process = new ProcessBuilder(
                        JvmOptions.java(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dh2.bindAddress=127.0.0.1",
                        "-cp",
                        classPath,
                        ClusterMain.class.getName(),
                        folder.toString())
                .redirectError(log.toFile())
                .start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String registry = out.readLine();
        if (registry == null) {
            throw new IOException("registry and orchestrator cannot be started: " + Files.readString(log));
        }
        return new Cluster(process, registry, folder);
    }

    static Path state(Path folder) {
        return folder.resolve("cluster");
    }

    static Path tokenFile(Path folder) {
        return state(folder).resolve("token");
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Settings that lead a program here. */
    Map<String, String> settings() {
        return Map.of("registry", registry, "token.file", tokenFile(folder).toString());
    }

    /** Ends it with its providers, and waits for that. */
    void stop() throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        process.waitFor();
    }
}
