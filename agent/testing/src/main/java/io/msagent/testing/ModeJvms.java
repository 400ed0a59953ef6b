package io.msagent.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The JVMs of all modes, and what they need. They are started at first need, and serve all tests of this JVM one after the
 * other, but for those that count or compare, which are for one test each; the end of this JVM is theirs. Thread-safe.
 */
final class ModeJvms {
    private static final Map<Key, ModeProcess> RUNNING = new ConcurrentHashMap<>();
    private static volatile @Nullable Path folder;
    private static volatile @Nullable Cluster cluster;

    private record Key(Mode mode, Map<String, String> settings) {}

    private ModeJvms() {}

    /**
     * Runs a test.
     *
     * @param settings of the agent, each as {@code key=value}
     */
    static synchronized ModeRun run(Mode mode, List<String> settings, String uniqueId) throws Exception {
        Path work = folder();
        Map<String, String> all = new TreeMap<>(settings(mode, work));
        for (String setting : settings) {
            String[] parts = setting.split("=", 2);
            if (parts.length < 2) {
                throw new IllegalArgumentException("settings: " + setting + " (expected: key=value)");
            }
            all.put(parts[0].strip(), parts[1].strip());
        }
        return switch (mode) {
            case REPEATED -> {
                try (ModeProcess process = new ModeProcess(mode, all, work)) {
                    yield new ModeRun(process.run(uniqueId), List.of());
                }
            }
            case COMPARE -> {
                Path differences = Files.createTempFile(work, "differences", ".txt");
                all.put("loopback.compare", differences.toString());
                try (ModeProcess process = new ModeProcess(mode, all, work)) {
                    Outcome outcome = process.run(uniqueId);
                    yield new ModeRun(outcome, Files.readAllLines(differences));
                }
            }
            default -> new ModeRun(kept(new Key(mode, all), work).run(uniqueId), List.of());
        };
    }

    private static Map<String, String> settings(Mode mode, Path work) throws IOException {
        return switch (mode) {
            case PLAIN -> Map.of("mode", "local");
            case LOOPBACK, COMPARE -> Map.of("mode", "loopback");
            case REPEATED -> Map.of("mode", "loopback", "loopback.repeat", "100");
            case PROCESSES -> {
                Map<String, String> settings = new LinkedHashMap<>(cluster(work).settings());
                settings.put("fallback", "none");
                settings.put("timeout", "2m");
                yield settings;
            }
        };
    }

    private static ModeProcess kept(Key key, Path work) throws IOException {
        ModeProcess there = RUNNING.get(key);
        if (there == null || !there.isAlive()) {
            there = new ModeProcess(key.mode(), key.settings(), work);
            RUNNING.put(key, there);
        }
        return there;
    }

    private static Cluster cluster(Path work) throws IOException {
        Cluster there = cluster;
        if (there == null || !there.isAlive()) {
            Folders.delete(Cluster.state(work));
            there = Cluster.start(work);
            cluster = there;
        }
        return there;
    }

    private static Path folder() throws IOException {
        Path there = folder;
        if (there == null) {
            there = Files.createTempDirectory("ms-agent-testing-");
            folder = there;
            Runtime.getRuntime().addShutdownHook(new Thread(ModeJvms::stop, "ms-agent-testing-stop"));
        }
        return there;
    }

    /** A test may be running, and holds the lock then. */
    private static void stop() {
        Cluster started = cluster;
        Path work = folder;
        try {
            for (ModeProcess process : RUNNING.values()) {
                process.close();
            }
            if (started != null) {
                started.stop();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (work != null) {
            Folders.delete(work);
        }
    }
}
