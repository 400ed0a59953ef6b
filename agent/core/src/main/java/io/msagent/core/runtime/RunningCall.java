package io.msagent.core.runtime;

import io.msagent.CurrentCall;
import io.msagent.core.call.CallContext;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A provider's call as the application may see it. */
record RunningCall(CallContext call) implements CurrentCall {

    /** The one of this thread, or null. */
    static @Nullable CurrentCall current() {
        CallContext call = CallContext.current();
        return call == null ? null : new RunningCall(call);
    }

    @Override
    public String id() {
        return call.id().value();
    }

    @Override
    public String service() {
        return call.service();
    }

    @Override
    public int depth() {
        return call.depth();
    }

    @Override
    public Duration timeLeft() {
        return Duration.ofMillis(call.deadline().millisLeft());
    }
}
