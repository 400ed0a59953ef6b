package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.postgres.PostgresServer;
import io.msagent.stateful.store.postgres.RealPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** A line to PostgreSQL that is cut. */
@Tag("once")
@ExtendWith(RealPostgres.class)
class PostgresConnectionLostTest extends LostConnectionContract {
    private static PostgresServer server;

    @BeforeAll
    static void start() throws Exception {
        server = new PostgresServer();
        JdbcStateStore.open(server.address()).close();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected int port() {
        return server.port();
    }

    @Override
    protected Address through(int port) {
        return server.address(port);
    }
}
