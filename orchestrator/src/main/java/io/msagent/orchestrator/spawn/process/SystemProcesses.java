package io.msagent.orchestrator.spawn.process;

import io.msagent.core.config.Keys;
import io.msagent.orchestrator.spawn.Spawned;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Looks at processes of this machine that need not be our children. */
public final class SystemProcesses {
    /** Linux counts a start from a boot time that it knows to the second only. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    private SystemProcesses() {}

    /**
     * The process with this pid, if it runs and is the one that was started. The start says so, but it is counted from a
     * boot time that a step of the clock moves; then its environment decides.
     */
    static Optional<ProcessHandle> running(Spawned spawned) {
        long pid = spawned.pid();
        return ProcessHandle.of(pid)
                .filter(handle -> handle.isAlive() && !isZombie(pid))
                .filter(handle -> startedAt(handle, spawned.started()) || hasInstance(pid, spawned.id()));
    }

    private static boolean startedAt(ProcessHandle handle, Instant started) {
        return handle.info()
                .startInstant()
                .map(at -> Duration.between(started, at).abs().compareTo(START_TOLERANCE) <= 0)
                .orElse(false);
    }

    /**
     * The process with this pid, if it runs and began then; one that has ended and whose parent has not asked how does not
     * run.
     */
    public static Optional<ProcessHandle> running(long pid, Instant started) {
        return ProcessHandle.of(pid).filter(handle -> handle.isAlive() && !isZombie(pid) && startedAt(handle, started));
    }

    /** The oldest process that has this instance id in its environment; nothing where the system does not tell. */
    static Optional<ProcessHandle> withInstance(String id) {
        return ProcessHandle.allProcesses()
                .filter(handle -> hasInstance(handle.pid(), id) && !isZombie(handle.pid()))
                .min(Comparator.comparing(SystemProcesses::start));
    }

    /** The same for many ids at once, so that each process is looked at once only. */
    static Map<String, ProcessHandle> withInstances(Set<String> ids) {
        Map<String, ProcessHandle> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        String prefix = "\0" + Keys.INSTANCE.environmentName() + "=";
        ProcessHandle.allProcesses().forEach(handle -> {
            String environment = "\0" + proc(handle.pid(), "environ");
            int from = environment.indexOf(prefix) + prefix.length();
            int to = environment.indexOf('\0', from);
            String id = from < prefix.length() || to < 0 ? "" : environment.substring(from, to);
            if (ids.contains(id) && !isZombie(handle.pid())) {
                found.merge(id, handle, (one, other) -> isOlder(one, other) ? one : other);
            }
        });
        return found;
    }

    private static boolean isOlder(ProcessHandle one, ProcessHandle other) {
        return !start(one).isAfter(start(other));
    }

    private static Instant start(ProcessHandle handle) {
        return handle.info().startInstant().orElse(Instant.MAX);
    }

    private static boolean hasInstance(long pid, String id) {
        String variable = Keys.INSTANCE.environmentName() + "=" + id;
        return ("\0" + proc(pid, "environ")).contains("\0" + variable + "\0");
    }

    /** Ended, but nobody has asked how: the JDK takes it for alive. */
    private static boolean isZombie(long pid) {
        String stat = proc(pid, "stat");
        return stat.startsWith(") Z", stat.lastIndexOf(')'));
    }

    private static String proc(long pid, String file) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
