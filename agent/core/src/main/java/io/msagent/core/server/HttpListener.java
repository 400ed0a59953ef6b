package io.msagent.core.server;

import io.msagent.core.log.Log;
import io.undertow.Undertow;
import io.undertow.UndertowOptions;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.xnio.Options;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The socket and the I/O threads, by Undertow; HTTP/1.1 only, all threads daemons. */
final class HttpListener implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int MOST_IO_THREADS = 8;
    private static final int MOST_HEADERS = 64;
    private static final int MOST_HEADER_BYTES = 16_384;
    private static final int BUFFER_BYTES = 16_384;
    private static final int BACKLOG = 1_024;
    /** Long, because a connection that is cut while a call is on its way makes the call's outcome unknown. */
    private static final Duration IDLE_CONNECTION = Duration.ofMinutes(10);

    private final XnioWorker worker;
    private final ExecutorService tasks;
    private final Undertow undertow;
    private int port;

    private HttpListener(XnioWorker worker, ExecutorService tasks, Undertow undertow) {
        this.worker = worker;
        this.tasks = tasks;
        this.undertow = undertow;
    }

    /** Binds and starts to accept. */
    static HttpListener start(InetSocketAddress address, Duration requestTimeout, HttpHandler handler) {
        String name = "ms-agent-io-" + MADE.incrementAndGet();
        ExecutorService tasks = tasks(name);
        XnioWorker worker = Xnio.getInstance(HttpListener.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName(name)
                .setWorkerIoThreads(
                        Math.min(MOST_IO_THREADS, Runtime.getRuntime().availableProcessors()))
                .setDaemon(true)
                .setExternalExecutorService(tasks)
                .build();
        Undertow undertow = Undertow.builder()
                .setWorker(worker)
                .setBufferSize(BUFFER_BYTES)
                // direct ones are freed through Unsafe, of which newer JVMs warn on the application's standard error
                .setDirectBuffers(false)
                .setSocketOption(Options.BACKLOG, BACKLOG)
                .setSocketOption(Options.TCP_NODELAY, true)
                .setSocketOption(Options.REUSE_ADDRESSES, true)
                .setServerOption(UndertowOptions.ENABLE_HTTP2, false)
                .setServerOption(UndertowOptions.ALLOW_UNKNOWN_PROTOCOLS, false)
                .setServerOption(UndertowOptions.DECODE_URL, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_DATE, false)
                .setServerOption(UndertowOptions.ALWAYS_SET_KEEP_ALIVE, false)
                // 2 MiB by default; BodyReader has the bound that wire.max-bytes sets
                .setServerOption(UndertowOptions.MAX_ENTITY_SIZE, -1L)
                .setServerOption(UndertowOptions.MAX_HEADERS, MOST_HEADERS)
                .setServerOption(UndertowOptions.MAX_HEADER_SIZE, MOST_HEADER_BYTES)
                .setServerOption(UndertowOptions.REQUEST_PARSE_TIMEOUT, Math.toIntExact(requestTimeout.toMillis()))
                .setServerOption(UndertowOptions.NO_REQUEST_TIMEOUT, Math.toIntExact(IDLE_CONNECTION.toMillis()))
                .addListener(new Undertow.ListenerBuilder()
                        .setType(Undertow.ListenerType.HTTP)
                        .setHost(address.getHostString())
                        .setPort(address.getPort())
                        .setRootHandler(new HttpContinueReadHandler(handler)))
                .build();
        HttpListener listener = new HttpListener(worker, tasks, undertow);
        try {
            undertow.start();
            hideFromManagement();
            listener.port =
                    ((InetSocketAddress) undertow.getListenerInfo().get(0).getAddress()).getPort();
        } catch (RuntimeException e) {
            listener.close();
            if (e.getCause() instanceof BindException bind) {
                throw new UncheckedIOException(
                        "cannot listen on " + address.getHostString() + ":" + address.getPort() + ": "
                                + bind.getMessage()
                                + " (expected: a free port at an address of this machine; set serve.port to another, "
                                + "or to 0 for any free one, and check serve.host)",
                        bind);
            }
            throw e;
        }
        return listener;
    }

    int port() {
        return port;
    }

    /** Takes no more connections; those there are stay. */
    void stopAccepting() {
        undertow.stop();
    }

    /** Stops to accept and cuts all connections. Never throws. */
    @Override
    public void close() {
        undertow.stop();
        worker.shutdownNow();
        tasks.shutdownNow();
    }

    /** XNIO shows itself in the application's management; what another loader's XNIO shows there is left alone. */
    private static void hideFromManagement() {
        MBeanServer management = ManagementFactory.getPlatformMBeanServer();
        try {
            for (ObjectName name : management.queryNames(new ObjectName("org.xnio:*"), null)) {
                if (management.getClassLoaderFor(name) == Xnio.class.getClassLoader()) {
                    management.unregisterMBean(name);
                }
            }
        } catch (JMException e) {
            Log.write(Log.Level.DEBUG, "XNIO stays visible among the platform's MBeans", e);
        }
    }

    /**
     * XNIO wants a pool for tasks that block; we give it none to do. Its own would be JBoss's, which needs Unsafe too.
     */
    private static ExecutorService tasks(String name) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, name + "-task", 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
