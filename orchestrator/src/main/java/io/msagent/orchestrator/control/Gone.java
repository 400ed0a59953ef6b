package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.InstanceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An instance that is forgotten and shown all the same.
 *
 * @param instance as it was last
 * @param at since when it is forgotten
 */
record Gone(InstanceState instance, Instant at) {
    private static final Duration SHOWN = Duration.ofMinutes(10);
    private static final int MOST = 1_000;

    /** Those that are still to be shown, and more. */
    static List<Gone> of(List<Gone> before, List<InstanceState> vanished, Instant now) {
        if (vanished.isEmpty()
                && (before.isEmpty() || before.get(0).at().plus(SHOWN).isAfter(now))) {
            return before;
        }
        List<Gone> all = new ArrayList<>(before);
        vanished.forEach(instance -> all.add(new Gone(instance, now)));
        all.removeIf(gone -> !gone.at().plus(SHOWN).isAfter(now));
        return List.copyOf(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }
}
