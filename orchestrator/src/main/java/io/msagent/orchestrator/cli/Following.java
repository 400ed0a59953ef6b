package io.msagent.orchestrator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Keeps to whoever can be asked: if the orchestrator goes away, another one of the same state folder, or the next one, is asked
 * to go on. Ends when there is nothing more to come, when nobody reads the output any more, or when no orchestrator runs for
 * a minute.
 */
final class Following {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final long RETRY_MILLIS = 500;

    private final Supplier<AdminClient> find;
    private final PrintWriter out;
    private final PrintWriter err;

    /** One listening. */
    interface Listening {
        /**
         * Listens until the connection ends.
         *
         * @return whether nothing more is to come
         */
        boolean listen(AdminClient client) throws IOException;
    }

    Following(Supplier<AdminClient> find, PrintWriter out, PrintWriter err) {
        this.find = find;
        this.out = out;
        this.err = err;
    }

    /** The exit code. */
    int run(Listening listening) {
        boolean heard = false;
        boolean said = false;
        long lost = System.nanoTime();
        while (true) {
            try {
                AdminClient client = find.get();
                if (said) {
                    err.println("(an orchestrator answers again, pid "
                            + client.info().pid() + ")");
                    err.flush();
                    said = false;
                }
                boolean over = listening.listen(client);
                heard = true;
                if (over || out.checkError()) {
                    // whoever read us has gone, as head does: that is no failure
                    return 0;
                }
                lost = System.nanoTime();
            } catch (IOException e) {
                heard = true;
                lost = System.nanoTime();
            } catch (NotRunningException e) {
                if (!heard || System.nanoTime() - lost > PATIENCE.toNanos()) {
                    throw e;
                }
                if (!said) {
                    err.println("(the orchestrator has gone; waiting for another)");
                    err.flush();
                    said = true;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailedException("interrupted");
        }
    }
}
