package io.msagent.stateful.store.jdbc;

import io.msagent.core.log.Log;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Forces an H2 file to the disk once a second. Commits are in the file when they return, which is enough if a process dies;
 * this bounds what is lost when the machine does.
 */
final class DiskFlush implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 5_000;

    private final Connection owner;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-state-store-flush");
    // the thread's own: said once, not once a second
    private boolean failing;

    /** @param owner may be used by others at the same time */
    DiskFlush(Connection owner) {
        this.owner = owner;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void run() {
        try (Statement statement = owner.createStatement()) {
            while (!closed.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                flush(statement);
            }
        } catch (SQLException e) {
            Log.error("state store: its file is not forced to the disk any more: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void flush(Statement statement) {
        try {
            statement.execute("CHECKPOINT SYNC");
            failing = false;
        } catch (SQLException e) {
            if (!failing) {
                Log.error("state store: its file cannot be forced to the disk: " + e.getMessage()
                        + " (see whether the disk is full)");
            }
            failing = true;
        }
    }

    /** Returns when it does nothing any more. Never throws. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
