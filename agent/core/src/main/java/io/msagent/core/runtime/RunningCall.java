package io.msagent.core.runtime;

import io.msagent.CurrentCall;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.TransactionCall;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
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

    @Override
    public Optional<String> transaction() {
        TransactionCall place = call.transaction();
        return place == null ? Optional.empty() : Optional.of(place.id().value());
    }

    @Override
    public OptionalLong epoch() {
        return call.epoch() == 0 ? OptionalLong.empty() : OptionalLong.of(call.epoch());
    }
}
