package io.msagent.it.faults;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the bodies of {@code kitchen.Ledger} wrote, whichever process ran them. */
record LedgerFile(Path file) {

    /** The processes that began the body of a call, in their order; one that began it twice is there twice. */
    List<Long> ran(long n) {
        return lines().stream()
                .filter(line -> line.startsWith(n + " ") && line.endsWith(" began"))
                .map(line -> Long.parseLong(line.split(" ")[1]))
                .toList();
    }

    /** Waits until so many bodies of a call have begun. */
    List<Long> awaitRan(long n, int times) {
        return await("runs of call " + n)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> ran(n), pids -> pids.size() >= times);
    }

    /** Waits for a line that a body wrote with this in it. */
    String awaitLine(long n, String part) {
        return await("line of call " + n + " with " + part)
                .atMost(Duration.ofMinutes(2))
                .until(
                        () -> lines().stream()
                                .filter(line -> line.startsWith(n + " ") && line.contains(part))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
