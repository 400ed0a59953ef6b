package io.msagent.core.runtime;

import org.jspecify.annotations.Nullable;

/** How calls of this process go out. */
interface CallerRole {
    /** As {@link AgentRuntime#call}. */
    Object @Nullable [] call(WovenMethod method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable;
}
