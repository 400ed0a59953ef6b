package io.msagent.stateful.dedupe;

import io.msagent.core.server.CallRecord;
import io.msagent.core.server.CallRecordFactory;
import java.time.Duration;

/** Makes records of calls in memory. */
public final class MemoryCallRecordFactory implements CallRecordFactory {

    /** For {@link java.util.ServiceLoader}. */
    public MemoryCallRecordFactory() {}

    @Override
    public CallRecord create(int maxCalls, long maxBytes, Duration maxAge) {
        return new MemoryCallRecord(maxCalls, maxBytes, maxAge, System::nanoTime);
    }
}
