package io.msagent.registry.consul;

import io.msagent.core.registry.RegistryContract;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract over a real Consul. */
@ExtendWith(RealConsul.class)
class RealConsulContractTest extends RegistryContract implements RegistryFixture {
    private ConsulProcess consul;
    private ConsulProcess other;

    @BeforeAll
    void start() throws IOException {
        Path binary = RealConsul.binary();
        consul = new ConsulProcess(binary);
        other = new ConsulProcess(binary);
    }

    @AfterAll
    void stop() {
        for (ConsulProcess process : new ConsulProcess[] {consul, other}) {
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
