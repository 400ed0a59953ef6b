package io.msagent.registry.consul.fuzz;

import java.util.List;
import java.util.Random;

/** Chance, from a seed. */
final class Pick {
    private final Random random;

    Pick(long seed) {
        random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int percent) {
        return below(100) < percent;
    }

    <T> T of(List<T> values) {
        return values.get(below(values.size()));
    }

    String of(String... values) {
        return values[below(values.length)];
    }

    /** Now and then the text, else nothing. */
    String maybe(int percent, String text) {
        return chance(percent) ? text : "";
    }
}
