package io.msagent.orchestrator.lead;

import io.msagent.orchestrator.spawn.process.SystemProcesses;
import io.msagent.orchestrator.store.LockHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/** This process as others see it, and what it can tell of others on its machine. */
public final class Self {
    private Self() {}

    /** What this process writes under a lock that it holds. */
    public static LockHolder holder(String id, String host, String admin) {
        ProcessHandle self = ProcessHandle.current();
        return new LockHolder(id, host, machine(), self.pid(), started(self), admin);
    }

    /** Start of a process as the system tells it; empty if it does not. */
    public static String started(ProcessHandle process) {
        return process.info().startInstant().map(Instant::toString).orElse("");
    }

    /** Whether that process was on this machine and certainly is there no more. */
    static boolean seesGone(LockHolder other) {
        String machine = machine();
        return !machine.isEmpty()
                && machine.equals(other.machine())
                && other.pid() > 0
                && start(other)
                        .map(started ->
                                SystemProcesses.running(other.pid(), started).isEmpty())
                        .orElse(false);
    }

    private static Optional<Instant> start(LockHolder other) {
        try {
            return Optional.of(Instant.parse(other.started()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Names of machines need not differ, and containers of one machine see other processes under the same numbers. */
    private static String machine() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip() + " "
                    + Files.readSymbolicLink(Path.of("/proc/self/ns/pid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
