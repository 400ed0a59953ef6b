package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Tells providers in the background what is over: calls that nobody waits for any more, and transactions. A courtesy: it is
 * tried once, and left out when too much of it is waiting. Safe for use by any thread; never blocks.
 */
final class Notices implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MOST_WAITING = 1_000;
    private static final Duration AT_MOST = Duration.ofSeconds(5);

    private final Transport transport;
    private final Map<String, String> headers;
    private final Greeter greeter;
    private final ThreadPoolExecutor threads;

    Notices(Transport transport, String authorization, Greeter greeter) {
        this.transport = transport;
        this.headers = Map.of("Authorization", authorization, "Content-Type", "application/json");
        this.greeter = greeter;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                5,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(MOST_WAITING),
                task -> {
                    Thread thread = new Thread(null, task, "ms-agent-notice", 0, false);
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** Nobody waits for this call at that instance. */
    void cancel(Instance instance, String callId) {
        post(instance, Protocol.CANCEL_PATH + callId);
    }

    /** No more calls of this transaction will come to that instance. */
    void ended(Instance instance, String transaction) {
        post(instance, Protocol.STATEFUL_PATH + "ended/" + transaction);
    }

    private void post(Instance instance, String path) {
        Transport.Request request = new Transport.Request(path, headers, new byte[0], greeter, Cancellation.NEVER);
        threads.execute(() -> transport.send(instance.host(), instance.port(), request, Deadline.after(AT_MOST)));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
