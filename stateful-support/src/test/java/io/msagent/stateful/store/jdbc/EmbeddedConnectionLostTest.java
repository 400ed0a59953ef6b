package io.msagent.stateful.store.jdbc;

import io.msagent.stateful.store.embedded.TestStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A line to the embedded store that is cut. */
class EmbeddedConnectionLostTest extends LostConnectionContract {
    private static TestStore server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = new TestStore(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    protected int port() {
        return server.port();
    }

    @Override
    protected Address through(int port) {
        Address address = server.address();
        return new Address(
                address.url().replace(":" + server.port() + "/", ":" + port + "/"),
                address.user(),
                address.password(),
                false,
                "through a proxy");
    }
}
