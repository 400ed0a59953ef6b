package io.msagent.core.server;

import java.time.Duration;

/** Makes a record of calls; found through {@link java.util.ServiceLoader}. */
public interface CallRecordFactory {
    /**
     * A new, empty record.
     *
     * @param maxCalls most answers kept
     * @param maxBytes most bytes of answers kept
     * @param maxAge longest time an answer is kept
     */
    CallRecord create(int maxCalls, long maxBytes, Duration maxAge);
}
