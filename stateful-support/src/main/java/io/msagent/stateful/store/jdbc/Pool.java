package io.msagent.stateful.store.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** The connections of one process to the store: few, because each is a process or a thread of the database's. */
final class Pool implements AutoCloseable {
    private static final int MOST = 4;
    private static final long WAIT_MILLIS = 4_000;

    private final ScheduledThreadPoolExecutor upkeep;
    private final HikariDataSource pool;

    /** Opens none yet. */
    Pool(DataSource source, Dialect dialect) {
        ThreadFactory threads = task -> {
            Thread thread = new Thread(task, "ms-agent-state-store");
            thread.setDaemon(true);
            return thread;
        };
        upkeep = new ScheduledThreadPoolExecutor(1, threads);
        upkeep.setRemoveOnCancelPolicy(true);
        HikariConfig config = new HikariConfig();
        config.setPoolName("ms-agent state store");
        config.setDataSource(source);
        config.setMaximumPoolSize(MOST);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(WAIT_MILLIS);
        config.setValidationTimeout(2_000);
        config.setIdleTimeout(TimeUnit.MINUTES.toMillis(1));
        // an unreachable database is our message, not Hikari's exception
        config.setInitializationFailTimeout(-1);
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setConnectionInitSql(dialect.sessionStart());
        // commits them: the first rollback would take the session's limits back
        config.setIsolateInternalQueries(true);
        config.setRegisterMbeans(false);
        config.setThreadFactory(threads);
        config.setScheduledExecutor(upkeep);
        config.setExceptionOverride(new BrokenConnections());
        pool = new HikariDataSource(config);
    }

    /** Hikari knows the standard's codes of lost connections, and not all that there are. */
    private static final class BrokenConnections implements SQLExceptionOverride {
        @java.lang.Override
        public Override adjudicate(SQLException e) {
            return Failures.isConnectionUseless(e) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
        }
    }

    DataSource source() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
        upkeep.shutdownNow();
    }
}
