package io.msagent.orchestrator.control;

import io.msagent.core.registry.Registry.Write;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What a supervisor has said of an instance that the leader had forgotten a moment before. A process is intended only where
 * there is a decision, so one without is of no use to anybody, and each round would read it for ever.
 */
final class Orphans {
    private Orphans() {}

    /** Takes them out of what was read, and says how they are removed from the registry. */
    static List<List<Write>> removed(Kept kept, Store store) {
        List<List<Write>> removals = new ArrayList<>();
        for (String id : List.copyOf(kept.all(Kind.PROCESS).keySet())) {
            if (kept.get(Kind.SPAWN, id) == null) {
                kept.remove(Kind.PROCESS, id);
                removals.add(List.of(store.delete(Kind.PROCESS, id)));
            }
        }
        return removals;
    }
}
