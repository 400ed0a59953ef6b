package io.msagent.registry.consul.fuzz;

import io.msagent.registry.consul.fuzz.Twins.Difference;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Leaves out of a sequence what its difference does not need. */
final class Shrinker {
    /** Long enough for a catalogue to follow on an idle machine; too short a time only makes the result longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Duration TIME = Duration.ofMinutes(1);

    private final Twins twins;

    Shrinker(Twins twins) {
        this.twins = twins;
    }

    /** A sequence that ends with the request whose answers differ, and the least that comes before it. */
    Sequence shrink(Sequence sequence, Difference difference) throws IOException {
        long end = System.nanoTime() + TIME.toNanos();
        Sequence least = sequence.first(difference.at() + 1);
        for (int i = least.size() - 2; i >= 0 && System.nanoTime() - end < 0; i--) {
            Sequence shorter = least.without(i);
            Optional<Difference> found = twins.run(shorter, PATIENCE);
            if (found.isPresent()) {
                least = shorter.first(found.get().at() + 1);
                i = Math.min(i, least.size() - 1);
            }
        }
        return least;
    }
}
