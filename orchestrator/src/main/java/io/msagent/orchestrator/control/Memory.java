package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What the registry held last. One that comes back without its data gets it again from who acted last: launches, desired
 * numbers and children that run. Used by the control thread alone.
 */
final class Memory {
    private final Store store;
    private final String self;
    private @Nullable Kept last;

    /** @param self id of this orchestrator */
    Memory(Store store, String self) {
        this.store = store;
        this.self = self;
    }

    /**
     * What the registry holds now, after it was given what it had lost.
     *
     * @param acts whether this orchestrator is the one that acts
     */
    Kept read(boolean acts) {
        Kept kept = store.read();
        Kept before = last;
        if (before != null && self.equals(before.leader()) && isAnother(before.epoch(), kept.epoch())) {
            Log.warn("registry: it began anew, without its data; it is given back what was known");
            // what it has got meanwhile is newer
            store.restore(before);
            kept = store.read();
        }
        if (acts && kept.epoch() == null) {
            store.beginEpoch();
            kept = store.read();
        }
        last = kept;
        return kept;
    }

    private static boolean isAnother(@Nullable String before, @Nullable String now) {
        return before != null && !before.equals(now);
    }
}
