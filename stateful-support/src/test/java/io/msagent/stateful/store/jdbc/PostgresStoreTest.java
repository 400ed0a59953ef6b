package io.msagent.stateful.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.TransactionCall;
import io.msagent.stateful.store.Effects;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException;
import io.msagent.stateful.store.StoreException.Kind;
import io.msagent.stateful.store.StoreRaceContract;
import io.msagent.stateful.store.postgres.PostgresServer;
import io.msagent.stateful.store.postgres.RealPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** The store in a PostgreSQL. */
@Tag("once")
@ExtendWith(RealPostgres.class)
class PostgresStoreTest extends StoreRaceContract {
    private static PostgresServer server;
    private static StateStore store;
    private static StateStore another;

    @BeforeAll
    static void start() throws Exception {
        server = new PostgresServer();
        store = JdbcStateStore.open(server.address());
        another = JdbcStateStore.open(server.address());
    }

    @AfterAll
    static void stop() {
        if (store != null) {
            store.close();
        }
        if (another != null) {
            another.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected StateStore store() {
        return store;
    }

    @Override
    protected StateStore another() {
        return another;
    }

    @Test
    void aUserWithoutRightsOnTheSchemaIsEnoughOnceItIsMade() throws Exception {
        execute(
                "CREATE USER worker PASSWORD 'w'",
                "GRANT USAGE ON SCHEMA ms_agent TO worker",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ms_agent TO worker");

        try (StateStore worker = JdbcStateStore.open(server.address("worker", "w"))) {
            worker.commit(Effects.commit(Effects.key(service, 1, "k"), 1, Effects.newCall(), "worker's"));
        }
        assertThat(store.load(Effects.key(service, 1, "k"))).isEqualTo(Effects.bytes("worker's"));
    }

    @Test
    void killedAndStartedAgainItHasWhatWasCommittedAndIsUsedAgain() throws Exception {
        TransactionCall committed = Effects.newCall();
        StateKey key = Effects.key(service, 1, "k");
        store.commit(Effects.commit(key, 1, committed, "committed"));
        server.kill();

        assertThatThrownBy(() -> store.commit(Effects.commit(key, 1, Effects.newCall(), "lost")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isIn(Kind.AWAY, Kind.UNKNOWN));

        server.start();
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> store.find(service, 1, committed) instanceof Known.Ended);
        assertThat(store.load(key)).isEqualTo(Effects.bytes("committed"));
        assertThat(another.load(key)).isEqualTo(Effects.bytes("committed"));
    }

    @Test
    void wrongCredentialsAndMissingRightsAreSaid() throws Exception {
        execute("CREATE USER stranger PASSWORD 's'");

        assertThatThrownBy(() -> JdbcStateStore.open(server.address("stranger", "wrong")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("stranger")
                .hasMessageNotContaining("wrong");
        assertThatThrownBy(() -> JdbcStateStore.open(server.address("stranger", "s")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED));
    }

    /** Without them, who holds a partition's row and has gone keeps everybody else from it. */
    @Test
    void itsLimitsOutliveATransactionThatIsRolledBack() throws Exception {
        Pool pool = new Pool(new DriverSource(server.address(), Dialect.POSTGRESQL), Dialect.POSTGRESQL);
        try (Connection connection = pool.source().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("SELECT 1 / 0")).isInstanceOf(SQLException.class);
            connection.rollback();

            for (String limit :
                    new String[] {"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"}) {
                assertThat(told(connection, "SHOW " + limit)).as(limit).endsWith("s");
            }
        } finally {
            pool.close();
        }
    }

    @Test
    void anIdleConnectionIsInNoTransaction() throws Exception {
        Pool pool = new Pool(new DriverSource(server.address(), Dialect.POSTGRESQL), Dialect.POSTGRESQL);
        try (Connection idle = pool.source().getConnection();
                Connection other = new DriverSource(server.address(), Dialect.POSTGRESQL).getConnection()) {
            int process = idle.unwrap(PGConnection.class).getBackendPID();

            assertThat(told(other, "SELECT state FROM pg_stat_activity WHERE pid = " + process))
                    .isEqualTo("idle");
        } finally {
            pool.close();
        }
    }

    /** A primary that has been demoted: the next one is there in a moment. */
    @Test
    void oneThatMayOnlyBeReadIsAway() throws Exception {
        StateKey key = Effects.key(service, 1, "k");
        try {
            execute("ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThatThrownBy(
                                    () -> store.commit(Effects.commit(key, 1, Effects.newCall(), "not yet")))
                            .isInstanceOfSatisfying(
                                    StoreException.class,
                                    e -> assertThat(e.kind()).isEqualTo(Kind.AWAY)));
        } finally {
            execute("ALTER SYSTEM RESET default_transaction_read_only", "SELECT pg_reload_conf()");
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .ignoreExceptionsInstanceOf(StoreException.class)
                .until(() -> {
                    store.commit(Effects.commit(key, 1, Effects.newCall(), "now"));
                    return true;
                });
        assertThat(store.load(key)).isEqualTo(Effects.bytes("now"));
    }

    private static String told(Connection connection, String query) throws SQLException {
        return Sql.first(connection, query, row -> row.getString(1));
    }

    private static void execute(String... statements) throws SQLException {
        try (Connection connection = new DriverSource(server.address(), Dialect.POSTGRESQL).getConnection();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
