package io.msagent.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Measured values by name, in the order of their first mention. */
final class Figures {
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    void add(String name, double value) {
        values.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
    }

    /** Median, 90th percentile and most of each, in Markdown. */
    void print(String what) {
        System.out.println("| " + what + " | p50 | p90 | most | of |\n|---|---|---|---|---|");
        values.forEach((name, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.0f | %d |%n",
                    name,
                    at(sorted, 0.5),
                    at(sorted, 0.9),
                    at(sorted, 1),
                    sorted.size());
        });
    }

    static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
