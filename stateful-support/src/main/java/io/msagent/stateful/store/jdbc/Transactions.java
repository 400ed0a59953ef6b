package io.msagent.stateful.store.jdbc;

import io.msagent.core.log.Log;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Runs work in database transactions, again if only others at the same time were in its way. Safe for use by any thread. */
final class Transactions {
    /** For all tries of one transaction; the last one may take the database's own limits longer. */
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(4);

    private static final int PAUSE_MILLIS = 20;

    private final DataSource connections;
    private final Address address;

    /** What a transaction does; it neither commits nor rolls back, and has no effect elsewhere, because it may run twice. */
    interface Work<T> {
        T run(Connection connection) throws SQLException, StoreException;
    }

    Transactions(DataSource connections, Address address) {
        this.connections = connections;
        this.address = address;
    }

    /**
     * Runs what may be done twice without harm.
     *
     * @param what for the message of a failure
     */
    <T> T repeatable(String what, Work<T> work) throws StoreException {
        return run(what, work, false);
    }

    /** Runs what must be known to be done or not: {@link Kind#UNKNOWN} if it is not. */
    <T> T once(String what, Work<T> work) throws StoreException {
        return run(what, work, true);
    }

    private <T> T run(String what, Work<T> work, boolean once) throws StoreException {
        long began = System.nanoTime();
        while (true) {
            try {
                return tryIt(work, once);
            } catch (SQLException e) {
                // a row that was not there is there now: the next try sees it
                boolean again = Failures.isPassing(e) || Failures.isDuplicate(e);
                if (!again || System.nanoTime() - began > PATIENCE_NANOS || !paused()) {
                    throw Failures.of(e, address, what);
                }
            }
        }
    }

    private <T> T tryIt(Work<T> work, boolean once) throws SQLException, StoreException {
        Connection connection = connections.getConnection();
        boolean done = false;
        try {
            T result = work.run(connection);
            commit(connection, once);
            done = true;
            return result;
        } finally {
            end(connection, done);
        }
    }

    private void commit(Connection connection, boolean once) throws SQLException, StoreException {
        try {
            connection.commit();
        } catch (SQLException e) {
            // these two say that it was rolled back; whatever else comes here may have come after it was done
            if (once && !Failures.isPassing(e) && !Failures.isDuplicate(e)) {
                throw Failures.ofCommit(e, address);
            }
            throw e;
        }
    }

    private static void end(Connection connection, boolean done) {
        try {
            if (!done) {
                connection.rollback();
            }
        } catch (SQLException e) {
            Log.debug("state store: rolling back: " + e.getMessage());
        }
        try {
            connection.close();
        } catch (SQLException e) {
            Log.debug("state store: giving a connection back: " + e.getMessage());
        }
    }

    private static boolean paused() {
        try {
            TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(1, PAUSE_MILLIS));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
