package io.msagent.registry.consul;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.msagent.core.registry.RegistryContract;
import io.msagent.core.registry.RegistryFactory;
import io.msagent.core.registry.RegistryFixture;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * The contract over a real Consul. {@code MS_TEST_CONSUL} (environment or system property) names the binary, as
 * {@code bin/consul install} prints it; without it this is skipped, but not where {@code CI=true}.
 */
class RealConsulContractTest extends RegistryContract implements RegistryFixture {
    private ConsulProcess consul;
    private ConsulProcess other;

    @BeforeAll
    void start() throws IOException {
        String binary = System.getProperty("MS_TEST_CONSUL", System.getenv("MS_TEST_CONSUL"));
        String hint = "MS_TEST_CONSUL: not set (expected: path of a consul binary; run bin/consul install)";
        if ("true".equals(System.getenv("CI")) && binary == null) {
            throw new IllegalStateException(hint);
        }
        assumeTrue(binary != null, hint);
        consul = new ConsulProcess(Path.of(binary));
        other = new ConsulProcess(Path.of(binary));
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
