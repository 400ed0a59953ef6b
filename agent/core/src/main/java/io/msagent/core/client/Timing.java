package io.msagent.core.client;

import io.msagent.core.call.CallContext;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import org.jspecify.annotations.Nullable;

/**
 * When a call must have ended.
 *
 * @param inherited whether the deadline is that of the body which makes the call
 */
record Timing(Deadline deadline, boolean inherited) {
    static Timing of(ServiceMethod method, @Nullable CallContext context) {
        Deadline own = Deadline.after(method.timeout());
        return context != null && context.deadline().compareTo(own) < 0
                ? new Timing(context.deadline(), true)
                : new Timing(own, false);
    }
}
