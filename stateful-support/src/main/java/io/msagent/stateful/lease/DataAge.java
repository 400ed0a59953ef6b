package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.stateful.SettledMark;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a registry in which a lock has never been from one that has lost its data, and the locks of owners who do not know it
 * yet. A mark says that the data is older than any lease from before it: it is set with a session of this registry that has
 * lived for longer than that, or by an orchestrator that has just made the registry. For one thread.
 */
final class DataAge {
    private final Registry registry;
    private @Nullable Term noted;

    DataAge(Registry registry) {
        this.registry = registry;
    }

    /** Whether who had leases before this data began is not sure of them any more. */
    boolean isOld() {
        return registry.get(SettledMark.KEY).isPresent();
    }

    /** Sets the mark if the session is old enough to know. */
    void note(Term term) {
        if (noted == term || !term.isSettled()) {
            return;
        }
        try {
            if (!isOld()) {
                // only a session that this very registry has given out can take a lock there
                boolean unused =
                        registry.acquireAll(List.of(new Write(SettledMark.KEY, SettledMark.value(), 0L)), term.id());
            }
            noted = term;
        } catch (RegistryException e) {
            Log.debug("mark of the registry's age: " + e.getMessage());
            noted = e.kind() == RegistryException.Kind.AWAY ? null : term;
        }
    }
}
