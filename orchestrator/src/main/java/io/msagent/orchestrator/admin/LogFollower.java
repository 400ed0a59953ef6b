package io.msagent.orchestrator.admin;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Passes on what an instance writes until the instance is over, or has been silent for long: one who still listens asks again. */
final class LogFollower {
    private static final long STEP_MILLIS = 250;
    /** A client that has gone is noticed only when something is written to it. */
    private static final long SILENCE_NANOS = Duration.ofMinutes(10).toNanos();

    private final LogTail tail;
    private final BooleanSupplier over;

    LogFollower(LogTail tail, BooleanSupplier over) {
        this.tail = tail;
        this.over = over;
    }

    void run(StreamSlots.Out out) throws IOException, InterruptedException {
        long spoke = System.nanoTime();
        while (System.nanoTime() - spoke < SILENCE_NANOS) {
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
