package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three providers under load, of whom one after the other is hit by something, while the rest are well: what callers may
 * rely on holds for every single call. {@code -Dfaults.seed=N} chooses what happens ({@code random}: something new),
 * {@code -Dfaults.seconds=N} for how long.
 */
@Tag("once")
class RandomFaultsTest {
    private static final int PROVIDERS = 3;
    private static final long MARGIN_MILLIS = 3_000;
    private static final String SEED = System.getProperty("faults.seed", "4");
    private static final long SECONDS = Long.getLong("faults.seconds", 20);

    @TempDir
    Path folder;

    @Test
    void everyCallEndsAsTheFailureModelSays() throws Exception {
        long seed = SEED.equals("random") ? System.nanoTime() % 1_000_000 : Long.parseLong(SEED);
        Schedule schedule =
                Schedule.of(seed, PROVIDERS, Duration.ofSeconds(SECONDS).toMillis());
        System.out.println("faults.seed=" + seed + " faults.seconds=" + SECONDS + ": " + schedule.steps());
        Path out = folder.resolve("caller.out");
        Path err = folder.resolve("caller.err");
        try (StormFleet fleet = new StormFleet(folder, PROVIDERS)) {
            Process caller = fleet.startCaller(out, err);
            try {
                awaitCalls(out, 50);
                for (Schedule.Step step : schedule.steps()) {
                    fleet.happen(step);
                }
                awaitCalls(out, 50);
                caller.getOutputStream().close();
                assertThat(caller.waitFor(3, TimeUnit.MINUTES))
                        .as("the last calls end")
                        .isTrue();
            } finally {
                caller.destroyForcibly().onExit().join();
            }
            List<StormCall> calls =
                    Files.readAllLines(out).stream().map(StormCall::parse).toList();
            String about = "faults.seed=" + seed + ", the caller says: " + Files.readString(err);
            endedInTime(calls, about);
            idempotentOnesDidNotFail(calls, schedule, about);
            noneRanTwice(calls, fleet.ledger(), about);
        }
    }

    private static void awaitCalls(Path out, int more) {
        long from = lines(out);
        await("calls").atMost(Duration.ofMinutes(3)).until(() -> lines(out) >= from + more);
    }

    private static long lines(Path out) {
        try {
            return Files.readString(out).lines().count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A process that stood still could not end its calls. */
    private static void endedInTime(List<StormCall> calls, String about) {
        assertThat(calls)
                .as(about)
                .allSatisfy(call -> assertThat(call.overMillis() - 2 * call.stillMillis())
                        .as("%s", call)
                        .isLessThanOrEqualTo(MARGIN_MILLIS));
    }

    /** Answers that nobody can read are the one exception; the brief ones may run out of time. */
    private static void idempotentOnesDidNotFail(List<StormCall> calls, Schedule schedule, String about) {
        boolean corrupts = schedule.steps().stream().anyMatch(StormFleet::corrupts);
        assertThat(calls)
                .as(about)
                .filteredOn(call -> !call.method().equals("once") && !call.returned())
                .allSatisfy(call -> {
                    if (call.outcome().equals("ProtocolException")) {
                        assertThat(corrupts).as("%s", call).isTrue();
                    } else {
                        assertThat(call.method()).as("%s", call).isEqualTo("brief");
                        assertThat(call.outcome())
                                .as("%s", call)
                                .isIn("DeadlineExceededException", "NoInstanceException");
                    }
                });
    }

    private static void noneRanTwice(List<StormCall> calls, Path ledger, String about) throws IOException {
        Map<Long, Long> runs = Files.readAllLines(ledger).stream()
                .collect(Collectors.groupingBy(line -> Long.parseLong(line.split(" ")[0]), Collectors.counting()));
        assertThat(calls)
                .as(about)
                .filteredOn(call -> call.method().equals("once"))
                .isNotEmpty()
                .allSatisfy(call -> {
                    long ran = runs.getOrDefault(call.n(), 0L);
                    if (call.returned()) {
                        assertThat(ran).as("runs of %s", call).isEqualTo(1);
                    } else {
                        assertThat(ran).as("runs of %s", call).isLessThanOrEqualTo(call.mayHaveRun() ? 1 : 0);
                        assertThat(call.outcome())
                                .as("%s", call)
                                .endsWith("Exception")
                                .doesNotContain(" ");
                    }
                });
        assertThat(calls)
                .as(about)
                .filteredOn(call -> !call.method().equals("once"))
                .allSatisfy(call -> {
                    if (call.returned() || !call.mayHaveRun()) {
                        assertThat(runs.containsKey(call.n()))
                                .as("ran %s", call)
                                .isEqualTo(call.returned());
                    }
                });
    }
}
