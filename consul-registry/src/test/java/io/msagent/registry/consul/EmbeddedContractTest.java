package io.msagent.registry.consul;

import io.msagent.core.registry.RegistryContract;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryFixture;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.registry.consul.embedded.EmbeddedRegistryFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over the embedded server. */
class EmbeddedContractTest extends RegistryContract implements RegistryFixture {
    private static final String TOKEN = "a-token-of-this-test";

    private final RegistryServerFactory servers = new EmbeddedRegistryFactory();
    private Running server;
    private Running other;

    @BeforeAll
    void start(@TempDir Path folder) throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        server = servers.start(anyPort, TOKEN, folder.resolve("one"));
        other = servers.start(anyPort, TOKEN, folder.resolve("other"));
    }

    @AfterAll
    void stop() {
        server.close();
        other.close();
    }

    @Override
    protected RegistryFixture fixture() {
        return this;
    }

    @Override
    public RegistryFactory factory() {
        return new ConsulRegistryFactory();
    }

    @Override
    public URI address() {
        return server.address();
    }

    @Override
    public URI other() {
        return other.address();
    }

    @Override
    public String token() {
        return TOKEN;
    }
}
