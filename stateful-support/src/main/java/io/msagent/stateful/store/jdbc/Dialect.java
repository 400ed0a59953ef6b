package io.msagent.stateful.store.jdbc;

import java.sql.Driver;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** In what the databases differ. */
public enum Dialect {
    /** Schema names are upper case; settings stand in the URL, after semicolons. */
    H2("jdbc:h2:", "MS_AGENT", "SELECT 1", "FOR UPDATE") {
        @Override
        Driver driver() {
            try {
                return new org.h2.Driver();
            } finally {
                // loading the class has registered it for the whole process
                org.h2.Driver.unload();
            }
        }

        @Override
        String complete(String url) {
            boolean remote = url.startsWith("jdbc:h2:tcp:") || url.startsWith("jdbc:h2:ssl:");
            return H2Url.with(url, remote ? REMOTE : FILE);
        }
    },

    /** Limits are the session's, because a timer in the driver would be a thread that is not ours. */
    POSTGRESQL(
            "jdbc:postgresql:",
            "ms_agent",
            "SET statement_timeout = 4000; SET lock_timeout = 3000; SET idle_in_transaction_session_timeout = 10000",
            "FOR SHARE") {
        @Override
        Driver driver() throws SQLException {
            Driver driver = new org.postgresql.Driver();
            if (org.postgresql.Driver.isRegistered()) {
                org.postgresql.Driver.deregister();
            }
            return driver;
        }

        @Override
        String complete(String url) {
            return url;
        }
    };

    /** Session limits in milliseconds. The client's own network limit is longer, so that the server speaks first. */
    private static final Map<String, String> REMOTE =
            Map.of("QUERY_TIMEOUT", "4000", "LOCK_TIMEOUT", "3000", "NETWORK_TIMEOUT", "6000");

    /**
     * A file in this very process. Commits are in the file when they return; the application's end closes it, not a hook of
     * H2's; its log goes the way of all libraries'.
     */
    private static final Map<String, String> FILE = Map.of(
            "QUERY_TIMEOUT", "4000",
            "LOCK_TIMEOUT", "3000",
            "WRITE_DELAY", "0",
            "MAX_LENGTH_INPLACE_LOB", "65536",
            "DB_CLOSE_ON_EXIT", "FALSE",
            "TRACE_LEVEL_FILE", "4");

    private final String prefix;
    private final String schema;
    private final String sessionStart;
    private final String sharedLock;

    Dialect(String prefix, String schema, String sessionStart, String sharedLock) {
        this.prefix = prefix;
        this.schema = schema;
        this.sessionStart = sessionStart;
        this.sharedLock = sharedLock;
    }

    /** That of a JDBC URL; nothing if it is of neither database. */
    public static Optional<Dialect> of(String url) {
        for (Dialect dialect : values()) {
            if (url.toLowerCase(Locale.ROOT).startsWith(dialect.prefix)) {
                return Optional.of(dialect);
            }
        }
        return Optional.empty();
    }

    /** A driver that nobody else in the process sees. */
    abstract Driver driver() throws SQLException;

    /** The URL with the settings that we want and it does not make. */
    abstract String complete(String url);

    /** Our schema, as the database's catalogue has it. */
    String schema() {
        return schema;
    }

    /** Run on each new connection. */
    String sessionStart() {
        return sessionStart;
    }

    /** The weakest lock of a row that keeps others from changing it; H2 knows one only. */
    String sharedLock() {
        return sharedLock;
    }

    /** The folder of its migrations, beside this class. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }
}
