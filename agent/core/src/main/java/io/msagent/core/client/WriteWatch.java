package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.io.CloseMode;

/**
 * Ends writes at their deadline. A socket has a timeout for reads and none for writes, and a provider that has stopped
 * reading would hold the caller for ever. Small requests fit into the kernel's buffers and need no watching, so the
 * one thread behind this is there only while large ones are written.
 */
final class WriteWatch implements AutoCloseable {
    private static final int FITS_THE_KERNEL = 32 * 1024;
    private static final Guard NONE = () -> {};

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(null, task, "ms-agent-write-watch", 0, false);
        thread.setDaemon(true);
        return thread;
    });

    WriteWatch() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setKeepAliveTime(5, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** Closes the endpoint at the deadline unless the guard is closed before. */
    Guard guard(ConnectionEndpoint endpoint, int bytes, Deadline deadline) {
        if (bytes < FITS_THE_KERNEL) {
            return NONE;
        }
        Future<?> end = timer.schedule(
                () -> endpoint.close(CloseMode.IMMEDIATE), deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        return () -> end.cancel(false);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** The time during which a write is watched. */
    @FunctionalInterface
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }
}
