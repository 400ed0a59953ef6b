package io.msagent.core.client;

import com.sun.net.httpserver.HttpServer;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** An orchestrator over a real socket that answers as it is told: first what is scripted, then always the same. */
final class TestOrchestrator implements AutoCloseable {
    /** A status that never comes. */
    static final int HANGS = 0;

    final AtomicInteger asked = new AtomicInteger();
    private final String id;
    private final Queue<Integer> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test-orchestrator");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    /** @param names which instance it names */
    TestOrchestrator(String id, int status, String names) {
        this.id = id;
        byte[] body = ("{\"id\":\"" + names + "\",\"detail\":\"" + id + "\"}").getBytes(StandardCharsets.UTF_8);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        for (String path : new String[] {Protocol.PROVIDE_PATH, Protocol.LOCATE_PATH}) {
            server.createContext(path, exchange -> {
                exchange.getRequestBody().readAllBytes();
                asked.incrementAndGet();
                Integer scripted = script.poll();
                int answer = scripted == null ? status : scripted;
                if (answer == HANGS) {
                    hang();
                }
                exchange.sendResponseHeaders(answer, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
        }
        server.start();
    }

    TestOrchestrator(String id, int status) {
        this(id, status, "");
    }

    TestOrchestrator first(int status) {
        script.add(status);
        return this;
    }

    Instance instance(Instance.Status status) {
        return Proven.instance(
                id, OrchestratorProvision.ORCHESTRATORS, server.getAddress().getPort(), status);
    }

    private void hang() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
