package io.msagent.stateful.store.jdbc;

import io.msagent.core.log.Log;
import io.msagent.stateful.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** An H2 database with our schema, opened by its owner, who lets others work in it. */
public final class OwnedDatabase implements AutoCloseable {
    private static final List<String> TABLES = List.of("partitions", "states", "outcomes", "floors");

    /**
     * Milliseconds for which H2 keeps what newer data has replaced, which is how far it can go back if the machine lost power
     * in between. More than a flush of the disk takes; with H2's 45 s a busy store's file would have a gigabyte.
     */
    private static final String KEPT = ";RETENTION_TIME=5000";

    private final Connection owner;
    private final DiskFlush flush;

    private OwnedDatabase(Connection owner) {
        this.owner = owner;
        this.flush = new DiskFlush(owner);
    }

    /**
     * Opens it, making or migrating the schema if need be. It stays open until it is closed.
     *
     * @throws StoreException as {@link JdbcStateStore#open}
     */
    public static OwnedDatabase open(Address address) throws StoreException {
        try {
            Address kept = new Address(
                    address.url() + KEPT, address.user(), address.password(), address.ours(), address.name());
            DriverSource source = new DriverSource(kept, Dialect.H2);
            OwnedDatabase database = new OwnedDatabase(source.getConnection());
            try {
                new Schema(source, Dialect.H2, address).prepare();
                database.flush.start();
                return database;
            } catch (StoreException | RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (SQLException e) {
            throw Failures.of(e, address, "opening it");
        }
    }

    /**
     * Lets a user in who may select, insert, update and delete rows of our tables and nothing else; a password that he had
     * before is worth nothing any more.
     *
     * @param user an identifier
     * @param password hexadecimal digits
     */
    public void admit(String user, String password) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE USER IF NOT EXISTS " + user + " PASSWORD '" + password + "'");
            statement.execute("ALTER USER " + user + " SET PASSWORD '" + password + "'");
            for (String table : TABLES) {
                statement.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON ms_agent." + table + " TO " + user);
            }
            statement.execute("GRANT SELECT ON ms_agent.\"" + Schema.HISTORY + "\" TO " + user);
        }
    }

    /** Closes the file, whoever is connected. Never throws. */
    @Override
    public void close() {
        flush.close();
        try (Connection closed = owner;
                Statement statement = closed.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            Log.debug("state store: closing its file: " + e.getMessage());
        }
    }
}
