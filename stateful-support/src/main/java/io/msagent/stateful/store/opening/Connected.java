package io.msagent.stateful.store.opening;

import io.msagent.core.log.Log;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.jdbc.Address;
import io.msagent.stateful.store.jdbc.JdbcStateStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The connection to wherever the store is; one thread opens it and the others wait. Safe for use by any thread. */
final class Connected {
    /** Whoever comes this soon after a failure is told of the same one, so that those who wait do not fail one by one. */
    private static final long SAME_FAILURE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long WAIT_SECONDS = 8;

    private final Whereabouts where;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Open open;
    private @Nullable StoreException failure;
    private long failedAt;
    private boolean closed;

    private record Open(Address address, StateStore store) {}

    Connected(Whereabouts where) {
        this.where = where;
    }

    /** The store, opened if it is not. */
    StateStore get() throws StoreException {
        Open there = open;
        return there != null ? there.store() : locked(this::opened);
    }

    /** Leaves this store if it is not at the place any more that its whereabouts say; whether it was left, by whomever. */
    boolean leftIfMoved(StateStore store) {
        try {
            return locked(() -> {
                Open there = open;
                if (there == null || there.store() != store) {
                    return true;
                }
                if (where.find().equals(there.address())) {
                    return false;
                }
                open = null;
                // a commit that it may still be at is no matter: it has moved because its process has ended
                leave(there);
                return true;
            });
        } catch (StoreException e) {
            Log.debug("state store: whether it has moved: " + e.getMessage());
            return false;
        }
    }

    private StateStore opened() throws StoreException {
        Open there = open;
        if (there != null) {
            return there.store();
        }
        if (closed) {
            throw new StoreException(Kind.AWAY, "state store: this process is stopping", null);
        }
        StoreException last = failure;
        if (last != null && System.nanoTime() - failedAt < SAME_FAILURE_NANOS) {
            throw new StoreException(last.kind(), String.valueOf(last.getMessage()), last);
        }
        try {
            Address address = where.find();
            Open fresh = new Open(address, JdbcStateStore.open(address));
            Log.info("state store: " + address);
            failure = null;
            open = fresh;
            return fresh.store();
        } catch (StoreException e) {
            failure = e;
            failedAt = System.nanoTime();
            throw e;
        }
    }

    private interface Step<T> {
        T run() throws StoreException;
    }

    private <T> T locked(Step<T> step) throws StoreException {
        try {
            if (!lock.tryLock(WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new StoreException(Kind.AWAY, "state store: does not open within " + WAIT_SECONDS + " s", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException(Kind.AWAY, "state store: interrupted while it was being opened", e);
        }
        try {
            return step.run();
        } finally {
            lock.unlock();
        }
    }

    /** Beside the way, because the pool waits for who still uses a connection. */
    private static void leave(Open there) {
        Thread thread = new Thread(there.store()::close, "ms-agent-state-store-close");
        thread.setDaemon(true);
        thread.start();
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            Open there = open;
            open = null;
            if (there != null) {
                there.store().close();
            }
        } finally {
            lock.unlock();
        }
    }
}
