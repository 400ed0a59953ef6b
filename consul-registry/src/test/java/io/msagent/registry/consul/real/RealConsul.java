package io.msagent.registry.consul.real;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that need a real Consul: {@code MS_TEST_CONSUL} (environment or system property) names the binary, as
 * {@code bin/consul install} prints it. Without it they are skipped, but where {@code CI=true} they fail.
 */
public final class RealConsul implements ExecutionCondition {
    private static final String HINT =
            "MS_TEST_CONSUL: not set (expected: path of a consul binary; run bin/consul install)";

    /** The binary. */
    public static Path binary() {
        String binary = named();
        if (binary == null) {
            throw new IllegalStateException(HINT);
        }
        return Path.of(binary);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // enabled in CI: binary() fails then, which a skipped test would not
        return named() != null || "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("there is a Consul, or there must be one")
                : ConditionEvaluationResult.disabled(HINT);
    }

    private static String named() {
        return System.getProperty("MS_TEST_CONSUL", System.getenv("MS_TEST_CONSUL"));
    }
}
