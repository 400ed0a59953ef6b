package io.msagent.registry.consul;

import io.msagent.core.registry.RegistryContract;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryFixture;
import io.msagent.registry.consul.real.ConsulNode;
import io.msagent.registry.consul.real.RealConsul;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real Consul. */
@Tag("once")
@ExtendWith(RealConsul.class)
class RealConsulContractTest extends RegistryContract implements RegistryFixture {
    private ConsulNode consul;
    private ConsulNode other;

    @BeforeAll
    void start(@TempDir Path folder) {
        consul = ConsulNode.dev(folder.resolve("one"));
        other = ConsulNode.dev(folder.resolve("other"));
    }

    @AfterAll
    void stop() {
        for (ConsulNode process : new ConsulNode[] {consul, other}) {
            if (process != null) {
                process.close();
            }
        }
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
        return consul.address();
    }

    @Override
    public URI other() {
        return other.address();
    }

    @Override
    public String token() {
        return null;
    }

    /** Consul's minimum. */
    @Override
    public Duration shortestDeregisterAfter() {
        return Duration.ofMinutes(1);
    }

    /** Consul looks every 30 s. */
    @Override
    public Duration deregisterSlack() {
        return Duration.ofSeconds(60);
    }
}
