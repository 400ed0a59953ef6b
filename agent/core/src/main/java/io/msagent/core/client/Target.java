package io.msagent.core.client;

import org.jspecify.annotations.Nullable;

/** What needs to be found out only once for each method. */
record Target(
        Service service,
        String path,
        MethodStats stats,
        @Nullable HedgeDelay hedge) {}
