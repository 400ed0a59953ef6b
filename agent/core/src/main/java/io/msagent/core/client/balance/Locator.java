package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import org.jspecify.annotations.Nullable;

/** Somebody else who names the instance to call. Safe for use by any thread. */
@FunctionalInterface
public interface Locator {

    /**
     * Asks once.
     *
     * @param like an instance that would do: it has the service and the code that are wanted
     * @return id of an instance; null if nobody answers or none is named
     */
    @Nullable
    String locate(Instance like, Deadline deadline) throws InterruptedException;
}
