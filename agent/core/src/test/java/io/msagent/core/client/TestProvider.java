package io.msagent.core.client;

import io.msagent.core.call.NotStarted;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.wire.Protocol;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A provider of one method that adds 1, over a real socket, with faults by script: each request takes the next one of
 * the script, and runs the body when that is used up. Keeps a record of calls, as providers do.
 */
class TestProvider implements AutoCloseable {
    static final String SERVICE = "adding";
    static final String DIGEST = "d1";
    private static final String ENDED = Protocol.STATEFUL_PATH + "ended/";

    /** What happens to a request that has been read as a whole. */
    enum Fault {
        /** The connection is cut before the body has started. */
        CUT_BEFORE_BODY,
        /** The body runs, and the connection is cut before the answer. */
        CUT_AFTER_BODY,
        /** The body runs, and no answer comes until the provider is closed. */
        HANG,
        /** The body runs, and half of the answer comes. */
        HALF_ANSWER,
        THROW,
        GARBAGE,
        NO_OUTCOME,
        UNKNOWN_OUTCOME,
        WRONG_TYPE,
        BAD_JSON,
        /** A repeated call is not in the record. */
        FORGOTTEN,
        OVERLOADED,
        QUIESCING,
        NOT_OWNER,
        DEADLOCK,
        UNREAD,
        UNKNOWN_METHOD,
        UNAUTHORISED,
        BAD_REQUEST
    }

    /** A request as it came. */
    record Received(String path, Map<String, String> headers, byte[] body) {}

    final AtomicInteger bodies = new AtomicInteger();
    final AtomicInteger greetings = new AtomicInteger();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    /** Transactions that it was told have ended. */
    final List<String> ended = new CopyOnWriteArrayList<>();
    /** Whom it names when it refuses; null: nobody. */
    volatile String owner;

    final AtomicInteger connections = new AtomicInteger();
    final List<Received> received = new CopyOnWriteArrayList<>();
    final Queue<Fault> script = new ConcurrentLinkedQueue<>();
    volatile Fault always;
    /** What it says of its load; null: nothing. */
    volatile String load;

    volatile Map<String, String> greetingHeaders;
    /** Runs before the next scripted fault happens. */
    volatile Runnable onFault = () -> {};

    volatile TestGreeting greeting = new TestGreeting();
    private volatile CountDownLatch gate = new CountDownLatch(0);
    private final Map<String, Integer> record = new ConcurrentHashMap<>();
    private final Map<Socket, Thread> serving = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ServerSocket server;
    private final Thread accepting;
    private final String id;

    TestProvider(String id) {
        this(id, 0);
    }

    TestProvider(String id, int port) {
        this.id = id;
        try {
            server = new ServerSocket();
            server.setReuseAddress(true);
            server.bind(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    Instance instance() {
        return instance(Instance.Status.PASSING, DIGEST);
    }

    Instance instance(Instance.Status status, String digest) {
        return new Instance(
                id,
                SERVICE,
                "127.0.0.1",
                port(),
                Map.of(InstanceMeta.PROTOCOL, Protocol.VERSION, InstanceMeta.DIGEST, digest),
                status,
                "");
    }

    TestProvider script(Fault... faults) {
        script.addAll(List.of(faults));
        return this;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                connections.incrementAndGet();
                serving.put(socket, start(() -> serve(socket)));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                Received request = read(in);
                if (request == null || !answer(request, socket)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // cut
        }
    }

    /** False if the connection is to be cut. */
    private boolean answer(Received request, Socket socket) throws IOException, InterruptedException {
        if (request.path().equals(Protocol.HELLO_PATH)) {
            greetings.incrementAndGet();
            greetingHeaders = request.headers();
            return greeting.answer(request.headers().get(Protocol.CHALLENGE), socket.getOutputStream());
        }
        if (request.path().startsWith(Protocol.CANCEL_PATH)) {
            cancelled.add(request.path().substring(Protocol.CANCEL_PATH.length()));
            return write(socket.getOutputStream(), 200, null, "application/json", "{}");
        }
        if (request.path().startsWith(ENDED)) {
            ended.add(request.path().substring(ENDED.length()));
            return write(socket.getOutputStream(), 200, null, "application/json", "{}");
        }
        received.add(request);
        Fault next = script.poll();
        Fault fault = next == null ? always : next;
        OutputStream out = socket.getOutputStream();
        if (fault == null) {
            return write(out, 200, Protocol.RETURNED, "application/json", result(request));
        }
        onFault.run();
        return switch (fault) {
            case CUT_BEFORE_BODY -> false;
            case CUT_AFTER_BODY -> {
                run(request);
                yield false;
            }
            case HANG -> {
                run(request);
                closed.await();
                yield false;
            }
            case HALF_ANSWER -> {
                run(request);
                out.write("HTTP/1.1 200 OK\r\nms-outcome: returned\r\nContent-Length: 100\r\n\r\n1"
                        .getBytes(StandardCharsets.US_ASCII));
                yield false;
            }
            case THROW -> {
                run(request);
                yield write(out, 500, Protocol.THREW, "application/json", "\"no stock\"");
            }
            case GARBAGE -> {
                out.write("this is not HTTP\r\n\r\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
                yield false;
            }
            case NO_OUTCOME -> write(out, 200, null, "application/json", "1");
            case UNKNOWN_OUTCOME -> write(out, 200, "perhaps", "application/json", "1");
            case WRONG_TYPE -> write(out, 200, Protocol.RETURNED, "text/html", "<html/>");
            case FORGOTTEN -> write(out, 410, Protocol.UNKNOWN, "application/json", "{\"detail\":\"no record\"}");
            case BAD_JSON -> write(out, 200, Protocol.RETURNED, "application/json", "{oops");
            default -> refuse(out, NotStarted.valueOf(fault.name()));
        };
    }

    /** Runs the body; what it returned, as JSON. */
    String result(Received request) throws InterruptedException {
        CountDownLatch together = gate;
        together.countDown();
        together.await();
        return Integer.toString(run(request));
    }

    /** Holds this many requests until they are all there. */
    void gate(int requests) {
        gate = new CountDownLatch(requests);
    }

    private int run(Received request) {
        return record.computeIfAbsent(request.headers().get(Protocol.CALL_ID), call -> {
            bodies.incrementAndGet();
            Object[] values =
                    new TestCodec().readArguments(request.body(), false).values();
            return values[0] instanceof Integer n ? n + 1 : values[0].toString().length();
        });
    }

    private boolean refuse(OutputStream out, NotStarted reason) throws IOException {
        byte[] body = ("{\"reason\":\"" + reason.wireName() + "\",\"detail\":\"as scripted\"}")
                .getBytes(StandardCharsets.UTF_8);
        out.write(("HTTP/1.1 503 No\r\nms-outcome: not-started\r\nms-reason: " + reason.wireName() + loadHeader()
                        + (owner == null ? "" : "\r\nms-owner: " + owner)
                        + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        return true;
    }

    private boolean write(OutputStream out, int status, String outcome, String type, String body) throws IOException {
        String head = "HTTP/1.1 " + status + " X\r\n" + (outcome == null ? "" : "ms-outcome: " + outcome + "\r\n")
                + "Content-Type: " + type + loadHeader() + "\r\nContent-Length: " + body.length() + "\r\n\r\n";
        out.write((head + body).getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private String loadHeader() {
        return load == null ? "" : "\r\nms-load: " + load;
    }

    private static Received read(InputStream in) throws IOException {
        String first = line(in);
        if (first.isEmpty()) {
            return null;
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        byte[] body = in.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Received(first.split(" ")[1], new LinkedHashMap<>(headers), body);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(work, "test-provider-" + id);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /**
     * Ends it as SIGKILL does: every connection is closed when this returns. The kernel closes a socket only when no
     * thread is inside a call on it any more, hence the waiting.
     */
    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
            accepting.join();
            for (Map.Entry<Socket, Thread> one : serving.entrySet()) {
                one.getKey().close();
                one.getValue().interrupt();
                one.getValue().join();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
