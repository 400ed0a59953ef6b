package io.msagent.stateful.store.postgres;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that need a real PostgreSQL: {@code MS_TEST_POSTGRES} (environment or system property) names the folder of its
 * programs, as {@code bin/postgres install} prints it. Without it they are skipped, but where {@code CI=true} they fail.
 */
public final class RealPostgres implements ExecutionCondition {
    private static final String HINT =
            "MS_TEST_POSTGRES: not set (expected: the folder of initdb and postgres; run bin/postgres install)";

    /** The folder of its programs. */
    static Path programs() {
        String named = named();
        if (named == null || !Files.isExecutable(Path.of(named, "initdb"))) {
            throw new IllegalStateException(named == null ? HINT : "MS_TEST_POSTGRES: " + named + ": no initdb there");
        }
        return Path.of(named);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // enabled in CI: programs() fails then, which a skipped test would not
        return named() != null || "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("there is a PostgreSQL, or there must be one")
                : ConditionEvaluationResult.disabled(HINT);
    }

    private static String named() {
        return System.getProperty("MS_TEST_POSTGRES", System.getenv("MS_TEST_POSTGRES"));
    }
}
