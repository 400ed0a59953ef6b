package io.msagent.orchestrator.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps to whoever can be asked: if the orchestrator goes away, another one of the same state folder, or the next one, is asked
 * to go on; and if one cannot answer for the moment, it is asked again. Ends when there is nothing more to come, when nobody
 * reads the output any more, or when there was no answer for a minute.
 */
final class Following {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** What comes at the end of a connection that was open for so long is not a part of the trouble before it. */
    private static final Duration LASTING = Duration.ofSeconds(10);

    private static final long RETRY_MILLIS = 500;

    private final Supplier<AdminClient> find;
    private final PrintWriter out;
    private final PrintWriter err;
    private boolean heard;
    private boolean gone;
    private @Nullable Long failing;
    private String noted = "";

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

    /** The exit code; whoever does not answer the first time is not waited for. */
    int run(Listening listening) {
        while (true) {
            long began = System.nanoTime();
            AdminClient client = null;
            RuntimeException failure = null;
            try {
                client = find.get();
                sayThatItAnswers(client);
                if (listening.listen(client) || out.checkError()) {
                    // whoever read us has gone, as head does: that is no failure
                    return 0;
                }
            } catch (NotRunningException | NotNowException e) {
                failure = e;
            } catch (IOException e) {
                // it broke: again
            }
            boolean opened = client != null && client.hasOpened();
            heard |= opened;
            if (failure == null || opened && System.nanoTime() - began > LASTING.toNanos()) {
                failing = null;
                noted = "";
            }
            if (failure != null) {
                bear(failure);
            }
            pause();
        }
    }

    /** The same for who has been answered already. */
    int goOn(Listening listening) {
        heard = true;
        return run(listening);
    }

    private void sayThatItAnswers(AdminClient client) {
        if (gone) {
            note("(an orchestrator answers again, pid " + client.info().pid() + ")");
            gone = false;
        }
    }

    private void bear(RuntimeException failure) {
        long now = System.nanoTime();
        if (!heard || failing != null && now - failing > PATIENCE.toNanos()) {
            throw failure;
        }
        failing = failing == null ? now : failing;
        if (failure instanceof NotRunningException) {
            note("(the orchestrator has gone; waiting for another)");
            gone = true;
        } else {
            note("(" + Printable.text(String.valueOf(failure.getMessage())) + "; asking again)");
        }
    }

    /** Once in a row. */
    private void note(String text) {
        if (!text.equals(noted)) {
            err.println(text);
            err.flush();
            noted = text;
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
