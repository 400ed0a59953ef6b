package io.msagent.it.faults;

import io.msagent.it.kit.proxy.Fault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;

/** What goes wrong, where, and for how long, one thing after the other: the same from the same seed. */
public record Schedule(long seed, List<Step> steps) {
    private static final int LEAST_MILLIS = 300;
    private static final int MOST_MILLIS = 2_500;

    /** Something that befalls a provider or its proxy, or with {@code REGISTRY_AWAY} the registry. */
    public enum Kind {
        REFUSE,
        FULL_BACKLOG,
        CUT_CONNECTIONS,
        FAULT_OF_REQUESTS,
        KILL,
        SUSPEND,
        REGISTRY_AWAY
    }

    /**
     * One thing that goes wrong.
     *
     * @param victim which of the providers
     * @param fault of each request, if the kind is that
     */
    public record Step(Kind kind, int victim, Fault fault, int millis) {}

    /** So many milliseconds of trouble for so many providers, of whom one at a time is hit. */
    public static Schedule of(long seed, int providers, long millis) {
        Random random = new Random(seed);
        List<Step> steps = new ArrayList<>();
        Kind[] kinds = Kind.values();
        List<Fault> faults = new ArrayList<>(EnumSet.range(Fault.CLOSE_ON_CONNECT, Fault.BLACK_HOLE));
        for (long left = millis; left > 0; ) {
            // of requests twice as often as each other kind: there are many ways
            int kind = random.nextInt(kinds.length + 2);
            Step step = new Step(
                    kind < kinds.length ? kinds[kind] : Kind.FAULT_OF_REQUESTS,
                    random.nextInt(providers),
                    faults.get(random.nextInt(faults.size())),
                    LEAST_MILLIS + random.nextInt(MOST_MILLIS - LEAST_MILLIS));
            steps.add(step);
            left -= step.millis();
        }
        return new Schedule(seed, steps);
    }
}
