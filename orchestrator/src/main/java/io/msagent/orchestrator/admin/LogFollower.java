package io.msagent.orchestrator.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Passes on what an instance writes until it is over, who listens has gone, or it has been silent for long. */
final class LogFollower {
    /** A client whose machine has gone is noticed only when something is written; one who still listens asks again. */
    static final Duration SILENCE = Duration.ofMinutes(10);

    private static final long STEP_MILLIS = 250;

    private final LogTail tail;
    private final BooleanSupplier over;

    LogFollower(LogTail tail, BooleanSupplier over) {
        this.tail = tail;
        this.over = over;
    }

    void run(LogOut out) throws IOException, InterruptedException {
        long spoke = System.nanoTime();
        while (System.nanoTime() - spoke < SILENCE.toNanos() && out.isOpen()) {
            // asked before the last look, so that nothing written at the end is missed
            boolean ended = over.getAsBoolean();
            byte[] added = tail.read();
            if (added.length > 0) {
                out.write(added);
                spoke = System.nanoTime();
            } else if (ended) {
                return;
            } else {
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
        }
    }
}
