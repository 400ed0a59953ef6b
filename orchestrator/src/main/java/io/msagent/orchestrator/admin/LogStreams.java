package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers with output, which are written by threads that may block; not those of requests, for which callers wait. */
final class LogStreams implements AutoCloseable {
    static final int MOST_FOLLOWED = 32;
    static final int MOST_FETCHED = 4;

    private final Slots followed = new Slots("followed logs", MOST_FOLLOWED);
    private final Slots fetched = new Slots("logs fetched from other hosts", MOST_FETCHED);
    /** No more than there are slots. */
    private final ExecutorService threads = Executors.newCachedThreadPool(AdminThreads.named("ms-agent-admin-logs-"));

    /** What is done; a problem is answered if nothing has been written yet. */
    interface Work {
        void run() throws IOException, InterruptedException;
    }

    /** Goes on for as long as the work takes. */
    void follow(HttpServerExchange exchange, Work work) {
        followed.take(exchange);
        run(exchange, work);
    }

    /** Asks another host once. */
    void fetch(HttpServerExchange exchange, Work work) {
        fetched.take(exchange);
        run(exchange, work);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private void run(HttpServerExchange exchange, Work work) {
        exchange.dispatch(threads, running -> {
            try {
                work.run();
            } catch (ProblemException e) {
                Answers.problem(running, e.status(), String.valueOf(e.getMessage()));
            } catch (IOException e) {
                Log.debug("admin: who looked at a log has gone: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}
