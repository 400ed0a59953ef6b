package io.msagent.registry.consul.embedded;

import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.registry.consul.Http;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server for each test, and a client that has its token. */
abstract class ServerTest {
    static final String TOKEN = "a-token-of-this-test";
    static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path temp;

    Running server;
    Http http;

    @BeforeEach
    void startServer() throws IOException {
        server = start(folder());
        http = new Http(server.address(), TOKEN);
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    Path folder() {
        return temp.resolve("registry");
    }

    static Running start(Path folder) throws IOException {
        return new EmbeddedRegistryFactory().start(ANY_PORT, TOKEN, folder);
    }

    void register(String id, String service) {
        http.put(
                "/v1/agent/service/register",
                "{\"ID\": \"%s\", \"Name\": \"%s\", \"Check\": {\"TTL\": \"60s\"}}".formatted(id, service));
    }
}
