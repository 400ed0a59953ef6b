package io.msagent.core.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all calls of a process have in common.
 *
 * @param authorization value of the header that says the token
 * @param attemptTimeout the longest one attempt may take; null: what is left of the call's time
 */
record Shared(
        Transport transport,
        String authorization,
        Greeter greeter,
        Notices notices,
        Transactions transactions,
        @Nullable Duration attemptTimeout) {}
