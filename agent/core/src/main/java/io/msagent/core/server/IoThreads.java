package io.msagent.core.server;

import io.msagent.core.log.Log;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.xnio.Xnio;
import org.xnio.XnioWorker;

/** The threads that read and write sockets, by XNIO; all are daemons. */
final class IoThreads implements AutoCloseable {
    private static final AtomicInteger MADE = new AtomicInteger();
    private static final int MOST = 8;

    private final XnioWorker worker;
    private final ExecutorService tasks;

    private IoThreads(XnioWorker worker, ExecutorService tasks) {
        this.worker = worker;
        this.tasks = tasks;
    }

    static IoThreads start() {
        String name = "ms-agent-io-" + MADE.incrementAndGet();
        ExecutorService tasks = tasks(name);
        XnioWorker worker = Xnio.getInstance(IoThreads.class.getClassLoader())
                .createWorkerBuilder()
                .setWorkerName(name)
                .setWorkerIoThreads(Math.min(MOST, Runtime.getRuntime().availableProcessors()))
                .setDaemon(true)
                .setExternalExecutorService(tasks)
                .build();
        hideFromManagement();
        return new IoThreads(worker, tasks);
    }

    XnioWorker worker() {
        return worker;
    }

    /** Ends them, and cuts all their connections. Never throws. */
    @Override
    public void close() {
        worker.shutdownNow();
        tasks.shutdownNow();
    }

    /** XNIO shows itself in the application's management; what another loader's XNIO shows there is left alone. */
    static void hideFromManagement() {
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
     * XNIO wants a pool for tasks that block; we give it those of TLS handshakes, which compute. Its own would be JBoss's,
     * which needs Unsafe too.
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
