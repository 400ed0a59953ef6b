package io.msagent.instrument;

import io.msagent.bridge.Hook;
import io.msagent.core.runtime.AgentRuntime;
import org.jspecify.annotations.Nullable;

/** Hands on what arrives at the bridge. */
record RuntimeHook(AgentRuntime runtime, NewReceivers newReceivers) implements Hook {
    @Override
    public boolean leaves(int method) {
        return runtime.leaves(method);
    }

    @Override
    public Object @Nullable [] call(int method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        if (receiver != null && !newReceivers.standFor(method, receiver)) {
            return null;
        }
        return runtime.call(method, receiver, arguments);
    }

    @Override
    public boolean enterMain() {
        return runtime.enterMain();
    }

    @Override
    public void leaveMain() {
        runtime.leaveMain();
    }

    @Override
    public void born(Object receiver) {
        runtime.born(receiver);
    }
}
