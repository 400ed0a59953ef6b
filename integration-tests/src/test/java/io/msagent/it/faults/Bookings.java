package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.msagent.it.kit.Orchestrator;
import io.msagent.it.kit.Paths;
import io.msagent.it.kit.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;

/** Providers and callers of {@code kitchen.Booking} in processes of their own; what was booked, and what callers were told. */
final class Bookings implements AutoCloseable {
    private final Path folder;
    private final Orchestrator orchestrator;
    private final List<Process> processes = new ArrayList<>();

    Bookings(Path folder) {
        this.folder = folder;
        this.orchestrator = Orchestrator.start(folder);
    }

    static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).ignoreExceptions();
    }

    String file(String name) {
        return folder.resolve(name).toString();
    }

    /** A provider of both services; returns when it is known to serve. Its registration outlives it. */
    Process provider() {
        Process provider = start("unused", "serve=booking,booking-later", "heartbeat.ttl=10m", "drain.timeout=1m");
        eventually()
                .alias("provider " + provider.pid() + " in the registry")
                .until(() -> orchestrator.pids("booking").contains(provider.pid()));
        return provider;
    }

    /** A program with these arguments, whose calls wait for a provider. */
    Process caller(String... arguments) {
        processes.add(program(arguments, "timeout=60s", "provide=false", "drain.timeout=10m")
                .start(folder.resolve("caller.out"), folder.resolve("caller.err")));
        return processes.get(processes.size() - 1);
    }

    private Process start(String argument, String... settings) {
        String name = "provider-" + processes.size();
        processes.add(program(new String[] {argument, file("ledger")}, settings)
                .start(folder.resolve(name + ".out"), folder.resolve(name + ".err")));
        return processes.get(processes.size() - 1);
    }

    private Program program(String[] arguments, String... settings) {
        return Program.main(List.of(Paths.TEST_CLASSES, Paths.API), "kitchen.Booking", arguments)
                .agent(orchestrator.settings(settings));
    }

    /** Returns when the process has answered a call. */
    void awaitServedBy(Process provider) {
        eventually()
                .alias("calls answered by " + provider.pid() + ": " + complaints())
                .until(() -> told().contains("booked by " + provider.pid()));
    }

    /** Whether the process is out of service for callers. */
    boolean isLeaving(Process provider) {
        return !orchestrator.pids("booking").contains(provider.pid());
    }

    int portOf(Process provider) {
        for (JsonNode instance : orchestrator.status().get("instances")) {
            if (instance.get("pid").asLong() == provider.pid()) {
                String address = instance.get("address").asText();
                return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
            }
        }
        throw new AssertionError("not registered: " + provider.pid());
    }

    String token() {
        return orchestrator.token();
    }

    /** What the caller has been told, a line for each call. */
    List<String> told() {
        return lines("caller.out");
    }

    /** The numbers of the bodies that have started. */
    List<String> ledger() {
        return lines("ledger");
    }

    String complaints() {
        return String.join("\n", lines("caller.err"));
    }

    private List<String> lines(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every call was answered, and every body ran once. */
    void assertNothingLost() {
        assertThat(told()).as(complaints()).isNotEmpty().allMatch(line -> line.startsWith("booked by "));
        assertThat(ledger()).doesNotHaveDuplicates().hasSameSizeAs(told());
    }

    static void ends(Process process) throws InterruptedException {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("has ended").isTrue();
    }

    static void signal(Process process, String name) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(kill.waitFor()).isZero();
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        orchestrator.close();
    }
}
