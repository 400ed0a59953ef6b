package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.log.Log;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.SameThreadExecutor;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Requests about stateful services. They may block, so they have threads of their own, and not those of the bodies. */
final class StatefulRequests implements AutoCloseable {
    private static final int MOST_THREADS = 32;
    private static final long IDLE_SECONDS = 10;

    private final Supplier<@Nullable StatefulCalls> calls;
    private final ServerOptions options;
    private final AtomicInteger made = new AtomicInteger();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

    StatefulRequests(Supplier<@Nullable StatefulCalls> calls, ServerOptions options) {
        this.calls = calls;
        this.options = options;
    }

    /** What is said of them in the health answer. */
    SortedMap<String, StatefulFigures> figures() {
        StatefulCalls there = calls.get();
        return there == null ? new TreeMap<>() : there.figures();
    }

    /** Called inside a handler. */
    void take(HttpServerExchange exchange, String path, Reply reply) throws RefusedException {
        StatefulCalls there = calls.get();
        if (there == null) {
            throw new RefusedException(
                    404,
                    NotStarted.BAD_REQUEST,
                    "path: " + CallPath.clip(path) + " (expected: one of a stateful service; this instance has none)");
        }
        new BodyReader(exchange, options.maxBytes(), new BodyReader.Sink() {
                    @Override
                    public void accept(byte[] body) {
                        exchange.dispatch(SameThreadExecutor.INSTANCE, () -> handOn(there, path, body, reply));
                    }

                    @Override
                    public void refuse(RefusedException refused) {
                        reply.send(Answers.refused(refused));
                    }
                })
                .read(options.requestTimeout());
    }

    private void handOn(StatefulCalls there, String path, byte[] body, Reply reply) {
        try {
            threads.execute(() -> answer(there, path, body, reply));
        } catch (RejectedExecutionException e) {
            reply.send(Answers.refused(new RefusedException(
                    NotStarted.OVERLOADED,
                    MOST_THREADS + " requests about stateful services are under way; try again")));
        }
    }

    private static void answer(StatefulCalls there, String path, byte[] body, Reply reply) {
        try {
            reply.send(there.handle(path, body));
        } catch (Throwable t) {
            Log.write(Log.Level.ERROR, "a request about a stateful service failed: " + path, t);
            reply.cut();
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(null, task, "ms-agent-stateful-" + made.incrementAndGet(), 0, false);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
