package io.msagent.it.ui;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * For tests that need a browser: {@code MS_TEST_CHROMIUM} and {@code MS_TEST_CHROMEDRIVER} name the two binaries, as
 * {@code bin/browser find} prints them. Without them they are skipped, but where {@code CI=true} they fail.
 */
final class RealChromium implements ExecutionCondition {
    private static final String BROWSER = "MS_TEST_CHROMIUM";
    private static final String DRIVER = "MS_TEST_CHROMEDRIVER";

    static Path browser() {
        return binary(BROWSER);
    }

    static Path driver() {
        return binary(DRIVER);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        // enabled in CI: browser() fails then, which a skipped test would not
        boolean there = System.getenv(BROWSER) != null && System.getenv(DRIVER) != null;
        return there || "true".equals(System.getenv("CI"))
                ? ConditionEvaluationResult.enabled("there is a browser, or there must be one")
                : ConditionEvaluationResult.disabled(hint(BROWSER + " and " + DRIVER));
    }

    private static Path binary(String variable) {
        String path = System.getenv(variable);
        if (path == null) {
            throw new IllegalStateException(hint(variable));
        }
        return Path.of(path);
    }

    private static String hint(String variable) {
        return variable + ": not set (expected: path of Debian's binary; run bin/browser install as root)";
    }
}
