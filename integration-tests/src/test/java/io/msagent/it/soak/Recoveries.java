package io.msagent.it.soak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How long it took from a blow until all was there again, by kind of blow. */
final class Recoveries {
    private final Map<String, List<Double>> seconds = new TreeMap<>();
    private final List<String> never = new ArrayList<>();

    void add(String kind, Duration duration) {
        seconds.computeIfAbsent(kind, k -> new ArrayList<>()).add(duration.toMillis() / 1e3);
    }

    void never(String what) {
        never.add(what);
    }

    List<String> failures() {
        return never;
    }

    /** In Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(
                List.of("| from | until | times | p50 s | p99 s | most s |", "|---|---|---|---|---|---|"));
        seconds.forEach((kind, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            lines.add(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.1f | %.1f | %.1f |",
                    kind,
                    sorted.size(),
                    at(sorted, 0.5),
                    at(sorted, 0.99),
                    at(sorted, 1)));
        });
        return lines;
    }

    private static double at(List<Double> sorted, double share) {
        return sorted.get((int) Math.max(0, Math.ceil(share * sorted.size()) - 1));
    }
}
