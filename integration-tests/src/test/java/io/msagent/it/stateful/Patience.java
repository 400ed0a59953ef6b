package io.msagent.it.stateful;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.core.ConditionFactory;

/** Waits for whatever happens in the end; a machine may stand still meanwhile. */
final class Patience {
    private static final Duration LONG = Duration.ofMinutes(4);

    private Patience() {}

    static ConditionFactory eventually(String what) {
        return await(what).atMost(LONG).pollInterval(Duration.ofMillis(100)).ignoreExceptions();
    }

    static void until(String what, Callable<Boolean> condition) {
        eventually(what).until(condition);
    }

    /** Sends a signal by its name. */
    static void signal(String name, long pid) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("kill -" + name + " " + pid + " ended with " + status);
        }
    }
}
