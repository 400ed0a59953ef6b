package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.history.HistoryFile;
import io.msagent.it.history.Operation;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Counters, carts and accounts under load from many threads, while one thing after the other goes wrong: what the callers saw
 * is what one object for each key would have answered, nothing acknowledged is lost, nothing has taken effect twice, and
 * there is as much money as before. {@code -Dfaults.seed=N} chooses the order ({@code random}: something new); it goes on
 * until every kind has happened, and for {@code -Dfaults.seconds=N} at least.
 */
@Tag("once")
class StatefulFaultsTest {
    private static final int THREADS = 16;
    private static final Path FAILURES = Path.of("target/histories");
    private static final String SEED = System.getProperty("faults.seed", "6");
    private static final long SECONDS = Long.getLong("faults.seconds", 60);

    @TempDir
    Path folder;

    @Test
    void everyAnswerIsThatOfOneObjectForEachKey() throws Exception {
        long seed = SEED.equals("random") ? System.nanoTime() % 1_000_000 : Long.parseLong(SEED);
        System.out.println("faults.seed=" + seed + " faults.seconds=" + SECONDS);
        Random random = new Random(seed);
        Map<Blow, Integer> struck = new EnumMap<>(Blow.class);
        try (StatefulFleet fleet = new StatefulFleet(folder, random);
                StormProcess storm = new StormProcess(folder, THREADS, seed, "durable", fleet.callerSettings())) {
            storm.awaitOperations(200);
            long end = System.nanoTime() + SECONDS * 1_000_000_000;
            do {
                for (Blow blow : Blow.shuffled(random)) {
                    fleet.befall(blow, storm);
                    struck.merge(blow, 1, Integer::sum);
                }
            } while (System.nanoTime() - end < 0);
            List<Operation> history = storm.end();
            Judgement judgement = new Judgement(history);
            System.out.println("StatefulFaultsTest: seed " + seed + ": " + judgement + "; faults: " + struck);
            List<String> violations = judgement.violations();
            if (!violations.isEmpty()) {
                System.out.println("history: " + HistoryFile.keep(FAILURES, "vault", seed, history));
            }
            assertThat(violations)
                    .as("faults.seed=" + seed + "; the caller says: " + storm.said())
                    .isEmpty();
            // with a deadline of minutes every one of them can be told how it ended
            assertThat(judgement.count(Operation.Outcome.UNKNOWN))
                    .as(storm.said())
                    .isZero();
        }
    }
}
