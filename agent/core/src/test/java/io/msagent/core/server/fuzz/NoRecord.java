package io.msagent.core.server.fuzz;

import io.msagent.core.call.CallId;
import io.msagent.core.server.CallRecord;

/** A record that nobody asks: the method under test may run as often as it likes. */
final class NoRecord implements CallRecord {
    @Override
    public Claim claim(CallId id) {
        throw new AssertionError("only for what is not idempotent");
    }

    @Override
    public Claim claimRepeated(CallId id, long mark) {
        throw new AssertionError("only for what is not idempotent");
    }

    @Override
    public long mark() {
        return 0;
    }

    @Override
    public long arrived() {
        return 0;
    }

    @Override
    public int size() {
        return 0;
    }
}
