package io.msagent.core.client.balance;

import java.util.concurrent.ThreadLocalRandom;

/** Spares instances that this caller has not known for long. */
final class SlowStart {
    private SlowStart() {}

    /**
     * The chosen one; or the other, so often that the chosen one gets its share only. One that is full is no help, and two
     * that are equally new share as any others do.
     */
    static Candidate spare(Candidate chosen, Candidate other) {
        double warmth = chosen.warmth();
        if (warmth >= 1) {
            return chosen;
        }
        double others = other.warmth();
        return warmth < others && ThreadLocalRandom.current().nextDouble() * others > warmth && other.busy() < 1
                ? other
                : chosen;
    }
}
