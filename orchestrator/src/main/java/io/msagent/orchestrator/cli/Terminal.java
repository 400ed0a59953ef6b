package io.msagent.orchestrator.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Asks the person at the terminal. */
final class Terminal {
    /** The launcher script knows whether somebody sits there ({@code test -t 0}); the JDK does not tell. */
    static final String INTERACTIVE = "ms-agent.interactive";

    private static final long PATIENCE_SECONDS = 10;

    private Terminal() {}

    static boolean isInteractive() {
        return Boolean.getBoolean(INTERACTIVE);
    }

    /** A question whose answer is yes, unless a no comes within 10 seconds. */
    static boolean yes(String question, PrintWriter out) {
        out.print(question + " [Y/n] ");
        out.flush();
        CompletableFuture<String> answer = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try {
                        String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))
                                .readLine();
                        answer.complete(line == null ? "" : line);
                    } catch (IOException e) {
                        answer.complete("");
                    }
                },
                "ms-agent-terminal");
        reader.setDaemon(true);
        reader.start();
        return !answer.completeOnTimeout("", PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join()
                .strip()
                .toLowerCase(Locale.ROOT)
                .startsWith("n");
    }
}
