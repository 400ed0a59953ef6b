package io.msagent.orchestrator.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The JDK, processors, memory, limits and {@code /proc}. */
final class Machine {
    private static final int OLDEST_JDK = 17;
    private static final long MEBI = 1 << 20;
    private static final long SCARCE_MEMORY = 512 * MEBI;
    private static final long TOO_LITTLE_MEMORY = 128 * MEBI;
    private static final long FEW_FILES = 4_096;
    private static final Pattern AVAILABLE = Pattern.compile("(?m)^MemAvailable:\\s+(\\d+) kB");
    private static final Pattern FILES = Pattern.compile("(?m)^Max open files\\s+(\\w+)");

    private Machine() {}

    static List<Finding> java(Subject subject) {
        String seen =
                System.getProperty("java.vendor") + " " + Runtime.version() + ", " + System.getProperty("java.home");
        return List.of(
                Runtime.version().feature() >= OLDEST_JDK
                        ? Finding.ok("JDK", seen)
                        : Finding.fail("JDK", seen, "install a JDK of at least " + OLDEST_JDK + " and set JAVA_HOME"));
    }

    static List<Finding> resources(Subject subject) {
        int cores = Runtime.getRuntime().availableProcessors();
        Optional<Long> free = number(Path.of("/proc/meminfo"), AVAILABLE).map(kilo -> kilo * 1_024);
        String seen = cores + " cores"
                + free.map(bytes -> ", " + bytes / MEBI + " MiB of memory free").orElse("");
        if (free.isPresent() && free.get() < TOO_LITTLE_MEMORY) {
            return List.of(Finding.fail("machine", seen, "end something, or no provider can start"));
        }
        if (free.isPresent() && free.get() < SCARCE_MEMORY) {
            return List.of(
                    Finding.warn("machine", seen, "a JVM wants a few hundred MiB; end something before scaling out"));
        }
        return List.of(Finding.ok("machine", seen));
    }

    /** The JVM raises its own limit; providers inherit that of whoever starts the orchestrator, here our parent's. */
    static List<Finding> openFiles(Subject subject) {
        long parent = ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(0L);
        Optional<Long> limit = number(Path.of("/proc/" + parent + "/limits"), FILES)
                .or(() -> number(Path.of("/proc/self/limits"), FILES));
        if (limit.isEmpty()) {
            return List.of(Finding.ok("open files", "unlimited, or not told by this system"));
        }
        String seen = "at most " + limit.get() + " a process";
        return List.of(
                limit.get() >= FEW_FILES
                        ? Finding.ok("open files", seen)
                        : Finding.warn("open files", seen, "raise it where much is called: ulimit -n " + FEW_FILES));
    }

    static List<Finding> proc(Subject subject) {
        boolean readable = Files.isReadable(Path.of("/proc/self/stat"));
        return List.of(
                readable
                        ? Finding.ok("/proc", "readable")
                        : Finding.fail(
                                "/proc",
                                "not readable",
                                "an orchestrator recognises its former processes by it: mount it (proc on /proc)"));
    }

    private static Optional<Long> number(Path file, Pattern pattern) {
        try {
            Matcher found = pattern.matcher(Files.readString(file));
            return found.find() && found.group(1).matches("\\d+")
                    ? Optional.of(Long.valueOf(found.group(1)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
