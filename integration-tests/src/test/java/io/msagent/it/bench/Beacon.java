package io.msagent.it.bench;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;

/** Answers for the health of every instance, always the same: a quarter of its workers are busy. */
final class Beacon implements AutoCloseable {
    private static final long MICROS = 1_000;
    private static final int CAPACITY = 4;

    private final LongAdder asked = new LongAdder();
    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final long start = System.nanoTime();
    private final HttpServer server;

    Beacon() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1_000);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            asked.increment();
            long up = (System.nanoTime() - start) / MICROS;
            byte[] body = ("{\"running\":1,\"queued\":0,\"capacity\":" + CAPACITY + ",\"busy\":0.25,\"busyMicros\":"
                            + up + ",\"upMicros\":" + up + ",\"services\":{}}")
                    .getBytes(StandardCharsets.US_ASCII);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    long asked() {
        return asked.sum();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
