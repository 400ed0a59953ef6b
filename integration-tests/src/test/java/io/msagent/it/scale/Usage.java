package io.msagent.it.scale;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a process has used.
 *
 * @param nanoTime when it was looked at
 * @param cpu since its start
 * @param residentMegabytes now; 0 where there is no /proc
 */
record Usage(long nanoTime, Duration cpu, long residentMegabytes) {

    static Usage of(ProcessHandle process) throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        long kilobytes = Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                : 0;
        return new Usage(System.nanoTime(), process.info().totalCpuDuration().orElse(Duration.ZERO), kilobytes / 1024);
    }

    /** Per cent of one core since the earlier look. */
    double percentSince(Usage earlier) {
        return 100.0 * cpu.minus(earlier.cpu).toNanos() / (nanoTime - earlier.nanoTime);
    }

    double secondsSince(Usage earlier) {
        return (nanoTime - earlier.nanoTime) / 1e9;
    }
}
