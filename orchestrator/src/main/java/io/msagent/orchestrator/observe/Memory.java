package io.msagent.orchestrator.observe;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Store;
import org.jspecify.annotations.Nullable;

/**
 * What the registry held last. One that comes back without its data gets it again, from who leads then or, if that one has
 * never known it, from the others: launches, wishes, numbers and children. Used by the control thread alone.
 */
final class Memory {
    private final Store store;
    private @Nullable Kept last;

    Memory(Store store) {
        this.store = store;
    }

    /**
     * What the registry holds now, after it was given what it had lost.
     *
     * @param leads whether this orchestrator leads
     */
    Kept read(boolean leads) {
        Kept kept = store.read();
        Kept before = last;
        boolean begun = leads || kept.epoch() != null; // by a leader that remembers nothing
        if (begun && before != null && isAnother(before.epoch(), kept.epoch())) {
            Log.warn("registry: it began anew, without its data; it is given back what was known");
            // what it has got meanwhile is newer
            store.restore(before, kept);
            kept = store.read();
        }
        if (leads && kept.epoch() == null) {
            store.beginEpoch();
            kept = store.read();
        }
        if (before == null || kept.epoch() != null || before.epoch() == null) {
            // without an epoch it is empty until a leader has given it back: whoever that will be must not have
            // forgotten
            last = kept;
        }
        return kept;
    }

    private static boolean isAnother(@Nullable String before, @Nullable String now) {
        return before != null && !before.equals(now);
    }
}
