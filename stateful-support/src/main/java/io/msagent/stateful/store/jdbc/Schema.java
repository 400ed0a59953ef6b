package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;

/** Makes and migrates our tables, which stand in a schema of their own, with their history beside them. */
final class Schema {
    /** Flyway's table of what was run, in our schema. */
    static final String HISTORY = "history";

    private final Flyway flyway;
    private final Address address;

    Schema(DataSource source, Dialect dialect, Address address) {
        this.address = address;
        this.flyway = Flyway.configure(Schema.class.getClassLoader())
                .dataSource(source)
                .loggers("slf4j")
                .resourceProvider(new Migrations(dialect))
                .javaMigrationClassProvider(List::of)
                // what is looked up in these names comes from the provider above
                .locations(new String[0])
                .failOnMissingLocations(false)
                .skipDefaultCallbacks(true)
                .callbacks(new String[0])
                .defaultSchema(dialect.schema())
                .schemas(dialect.schema())
                .createSchemas(true)
                .table(HISTORY)
                // seconds, of one retry each: another process that migrates takes a moment
                .lockRetryCount(10)
                .connectRetries(0)
                .load();
    }

    /**
     * Brings it up to date, if it is this program's to do; of several processes one does it and the others wait.
     *
     * @throws StoreException {@link Kind#REFUSED} if it is newer than this program, or may not be changed
     */
    void prepare() throws StoreException {
        try {
            MigrationInfoService info = flyway.info();
            for (MigrationInfo each : info.all()) {
                if (each.getState() == MigrationState.FUTURE_SUCCESS
                        || each.getState() == MigrationState.FUTURE_FAILED) {
                    throw new StoreException(
                            Kind.REFUSED,
                            "state store " + address + ": its schema has version " + each.getVersion()
                                    + ", made by a newer ms-agent (expected: at most "
                                    + newestKnown(info) + "; use that version of ms-agent here too)",
                            null);
                }
            }
            if (info.pending().length > 0) {
                if (!address.ours()) {
                    throw new StoreException(
                            Kind.REFUSED,
                            "state store " + address + ": its schema is older than this program"
                                    + " (restart the orchestrator with this version of ms-agent)",
                            null);
                }
                flyway.migrate();
            }
        } catch (FlywayException e) {
            throw failed(e);
        }
    }

    private static String newestKnown(MigrationInfoService info) {
        String newest = "none";
        for (MigrationInfo each : info.all()) {
            if (each.getState().isResolved() && each.getVersion() != null) {
                newest = each.getVersion().getVersion();
            }
        }
        return newest;
    }

    private StoreException failed(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return Failures.of(sql, address, "making or reading its schema");
            }
        }
        return new StoreException(
                Kind.REFUSED,
                "state store " + address + ": its schema cannot be made or migrated: "
                        + Failures.firstLine(e.getMessage()),
                e);
    }
}
