package io.msagent.registry.consul.embedded;

import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.xnio.Options;

/** A running embedded registry: the state, its clock, its log, and the door to it. */
final class EmbeddedRegistry implements Running {
    private static final int IO_THREADS = 2;

    private final KeyLog log;
    private final Clock clock;
    private final Undertow server;
    private final URI address;
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedRegistry(KeyLog log, Clock clock, Undertow server, URI address) {
        this.log = log;
        this.clock = clock;
        this.server = server;
        this.address = address;
    }

    static EmbeddedRegistry start(InetSocketAddress where, String token, Path folder) throws IOException {
        if (where.isUnresolved() || !where.getAddress().isLoopbackAddress()) {
            throw new IOException("registry address " + where
                    + ": not loopback (expected: 127.0.0.1 or [::1]; past one machine use Consul, --consul URL)");
        }
        KeyLog log = KeyLog.open(folder);
        try {
            return start(where, token, log);
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private static EmbeddedRegistry start(InetSocketAddress where, String token, KeyLog log) throws IOException {
        // the time of day, or past whatever was given out before: an index never goes backwards
        long index = Math.max(System.currentTimeMillis(), log.highestIndex() + 1);
        State state = new State(System::nanoTime, index, log);
        DoorHolder door = new DoorHolder();
        Undertow server = Undertow.builder()
                .addHttpListener(where.getPort(), where.getAddress().getHostAddress())
                .setDirectBuffers(false)
                .setIoThreads(IO_THREADS)
                .setWorkerThreads(1) // nothing is ever dispatched to them
                .setWorkerOption(Options.WORKER_NAME, "ms-agent-registry")
                .setWorkerOption(Options.THREAD_DAEMON, true)
                .setServerOption(UndertowOptions.DECODE_URL, false) // the door decodes, a %2F too
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L) // the door has a bound of its own
                .setServerOption(UndertowOptions.MAX_PARAMETERS, 100)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, 10_000)
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, 120_000)
                .setHandler(door)
                .build();
        start(server, where);
        InetSocketAddress bound =
                (InetSocketAddress) server.getListenerInfo().get(0).getAddress();
        boolean six = bound.getAddress() instanceof Inet6Address;
        String host = six ? "::1" : bound.getAddress().getHostAddress();
        String hostAndPort = (six ? "[::1]" : host) + ":" + bound.getPort();
        door.open(new Door(state, new Guard(token), routes(state, new Node(host, hostAndPort, index))));
        Clock clock = new Clock(state);
        clock.start();
        Log.info("embedded registry at http://" + hostAndPort);
        return new EmbeddedRegistry(log, clock, server, URI.create("http://" + hostAndPort));
    }

    private static void start(Undertow server, InetSocketAddress where) throws IOException {
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            if (e.getCause() instanceof BindException) {
                throw new IOException(
                        "registry address " + where.getAddress().getHostAddress() + ":" + where.getPort()
                                + ": cannot be listened on, " + e.getCause().getMessage()
                                + " (expected: a free port; stop what uses it, or choose another address)",
                        e);
            }
            throw new IOException("the embedded registry cannot start at " + where + ": " + e.getMessage(), e);
        }
    }

    private static Routes routes(State state, Node node) {
        Routes routes = new Routes();
        new AgentRoutes(state, node).addTo(routes);
        new HealthRoutes(state, node).addTo(routes);
        new CatalogRoutes(state, node).addTo(routes);
        new KvRoutes(state).addTo(routes);
        new TxnRoutes(state).addTo(routes);
        new SessionRoutes(state).addTo(routes);
        new StatusRoutes(node).addTo(routes);
        return routes;
    }

    @Override
    public URI address() {
        return address;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            server.stop();
            clock.close();
            log.close();
        } catch (IOException | RuntimeException e) {
            Log.write(Log.Level.WARN, "the embedded registry did not close cleanly", e);
        }
    }
}
