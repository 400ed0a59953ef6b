package io.msagent.registry.consul;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;

/**
 * Where the tests get a real Consul from: {@code MS_TEST_CONSUL} (environment or system property) names the binary, as
 * {@code bin/consul install} prints it. Without it they are skipped, but not where {@code CI=true}.
 */
final class RealConsul {
    private static final String HINT =
            "MS_TEST_CONSUL: not set (expected: path of a consul binary; run bin/consul install)";

    private RealConsul() {}

    static Path binary() {
        String binary = System.getProperty("MS_TEST_CONSUL", System.getenv("MS_TEST_CONSUL"));
        if ("true".equals(System.getenv("CI")) && binary == null) {
            throw new IllegalStateException(HINT);
        }
        assumeTrue(binary != null, HINT);
        return Path.of(binary);
    }
}
