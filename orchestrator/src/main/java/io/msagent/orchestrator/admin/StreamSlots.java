package io.msagent.orchestrator.admin;

import io.msagent.core.log.Log;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;

/** Answers that go on: so many at a time and no more. Those that block have a thread each. */
final class StreamSlots implements AutoCloseable {
    static final int MOST = 32;
    private static final Duration LONGEST_WRITE = Duration.ofSeconds(30);

    private final Semaphore free = new Semaphore(MOST);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, MOST, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), AdminThreads.named("ms-agent-admin-follow-"));

    /** What is written as it goes on. */
    interface Writing {
        void run(Out out) throws IOException, InterruptedException;
    }

    /** Takes a slot until the exchange ends. */
    void take(HttpServerExchange exchange) {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    503, "streams: " + MOST + " are open (expected: fewer; close one, or ask again later)");
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            free.release();
            next.proceed();
        });
    }

    /** Answers with text for as long as the writing takes. */
    void run(HttpServerExchange exchange, Writing writing) {
        take(exchange);
        Answers.head(exchange, 200, Answers.TEXT);
        exchange.setPersistent(false);
        exchange.dispatch(threads, running -> {
            running.startBlocking();
            try (OutputStream stream = running.getOutputStream()) {
                Out out = new Out(running, stream);
                out.flush();
                writing.run(out);
            } catch (IOException e) {
                Log.debug("admin: who followed a log has gone: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** Where it is written to; a client that takes nothing for 30 s is cut. */
    static final class Out {
        private final HttpServerExchange exchange;
        private final OutputStream stream;

        Out(HttpServerExchange exchange, OutputStream stream) {
            this.exchange = exchange;
            this.stream = stream;
        }

        void write(String text) throws IOException {
            write(text.getBytes(StandardCharsets.UTF_8));
        }

        void write(byte[] bytes) throws IOException {
            stream.write(bytes);
            flush();
        }

        void flush() throws IOException {
            XnioExecutor.Key cut = exchange.getIoThread()
                    .executeAfter(
                            () -> IoUtils.safeClose(exchange.getConnection()),
                            LONGEST_WRITE.toMillis(),
                            TimeUnit.MILLISECONDS);
            try {
                stream.flush();
            } finally {
                cut.remove();
            }
        }
    }
}
