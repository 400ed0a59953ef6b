package io.msagent.orchestrator.store;

import io.msagent.orchestrator.model.Policy;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * A {@link Policy} as it is kept.
 *
 * @param idle {@code never}, or a duration in ISO 8601
 */
public record PolicyRecord(int min, int max, String idle) {
    private static final String NEVER = "never";

    /** Checks the bounds, which are those of {@link Policy}. */
    public PolicyRecord {
        try {
            Policy unused = policy(min, max, idle);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "idle: " + idle + " (expected: never, or a duration in ISO 8601, as PT10M)", e);
        }
    }

    /** The policy as it is kept. */
    public static PolicyRecord of(Policy policy) {
        return new PolicyRecord(
                policy.min(),
                policy.max(),
                policy.idle() == null ? NEVER : policy.idle().toString());
    }

    /** The policy. */
    public Policy policy() {
        return policy(min, max, idle);
    }

    private static Policy policy(int min, int max, String idle) {
        return new Policy(min, max, idle.equals(NEVER) ? null : Duration.parse(idle));
    }
}
