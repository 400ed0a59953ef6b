package io.msagent.stateful.calls;

import java.util.Map;
import java.util.TreeMap;

/** Counts; one of them for each key. */
final class Counter {
    private final Map<String, Integer> counts = new TreeMap<>();
    private int calls;

    private Counter() {}

    int add(String key, int by) {
        calls++;
        return counts.merge(key, by, Integer::sum);
    }

    int get(String key) {
        return counts.getOrDefault(key, 0);
    }

    int steps() {
        return ++calls;
    }
}
