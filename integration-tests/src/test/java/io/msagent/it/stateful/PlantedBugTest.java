package io.msagent.it.stateful;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.it.history.HistoryFile;
import io.msagent.it.history.Operation;
import io.msagent.it.history.Recorder;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The check that the faults test makes would find what could be wrong with an owner of keys. */
@Tag("once")
class PlantedBugTest {
    private static final int THREADS = 8;
    private static final int CALLS = 60;

    @TempDir
    Path folder;

    @Test
    void anOwnerWithoutAFlawPasses() throws Exception {
        assertThat(new Judgement(history(FlawedOwner.Flaw.NONE)).violations()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aFlawedOneDoesNot(FlawedOwner.Flaw flaw) throws Exception {
        assertThat(new Judgement(history(flaw)).violations()).isNotEmpty();
    }

    /** Run plainly, each of the storm's threads has objects of its own, as if every instance owned every key. */
    @Test
    void theStormItselfFindsManyOwners() throws Exception {
        try (StormProcess storm = new StormProcess(folder, 4, 1, "durable")) {
            storm.awaitOperations(300);
            assertThat(new Judgement(storm.end()).violations())
                    .anyMatch(violation -> violation.startsWith("counter-"))
                    .anyMatch(violation -> violation.startsWith("cart-"))
                    .anyMatch(violation -> violation.startsWith("account-"));
        }
    }

    private List<Operation> history(FlawedOwner.Flaw flaw) throws Exception {
        Path file = folder.resolve("history");
        FlawedOwner owner = new FlawedOwner(flaw);
        try (PrintStream out = new PrintStream(Files.newOutputStream(file), true, StandardCharsets.UTF_8)) {
            Recorder recorder = new Recorder(out);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int caller = i;
                threads.add(new Thread(() -> call(recorder, owner, caller)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            recorder.call(THREADS, "cart-0", "checkOut", "", owner::checkOut);
        }
        return HistoryFile.read(file);
    }

    private static void call(Recorder recorder, FlawedOwner owner, int caller) {
        Random random = new Random(caller);
        try {
            for (int i = 0; i < CALLS; i++) {
                String item = caller + "-" + i;
                if (random.nextInt(4) == 0) {
                    recorder.call(caller, "cart-0", "checkOut", "", owner::checkOut);
                } else {
                    recorder.call(caller, "cart-0", "put", item, () -> owner.put(item));
                }
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
