package io.msagent.it.soak;

import io.msagent.it.faults.StormCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What callers were told, against what the bodies wrote. */
final class Tally {
    private static final int MOST_SHOWN = 20;

    private final Map<Long, Integer> runs = new HashMap<>();
    private final Map<String, Long> failures = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private long calls;
    private long acknowledged;
    private long duplicates;

    Tally(Path ledger, List<Path> callers) throws IOException {
        try (Stream<String> lines = Files.lines(ledger)) {
            lines.forEach(line -> runs.merge(Long.parseLong(line.substring(0, line.indexOf(' '))), 1, Integer::sum));
        }
        for (Path caller : callers) {
            try (Stream<String> lines = Files.lines(caller)) {
                lines.map(StormCall::parse).forEach(this::count);
            }
        }
    }

    private void count(StormCall call) {
        calls++;
        boolean once = call.method().equals("once");
        int ran = runs.getOrDefault(call.n(), 0);
        if (call.returned()) {
            acknowledged++;
        } else {
            failures.merge(call.method() + ": " + call.outcome(), 1L, Long::sum);
        }
        if (!once && ran > 1) {
            duplicates++;
        }
        if (once && ran > 1) {
            violate("ran " + ran + " times", call);
        }
        if (call.returned() && ran == 0) {
            violate("acknowledged, and never ran", call);
        }
        if (!call.returned() && !call.mayHaveRun() && ran > 0) {
            violate("said not to have run, and ran", call);
        }
        if (call.outcome().contains(" ")) {
            violate("ended as none may", call);
        }
    }

    private void violate(String how, StormCall call) {
        if (violations.size() < MOST_SHOWN) {
            violations.add(how + ": " + call);
        }
    }

    /** What must not be; the first ones of it. */
    List<String> violations() {
        return violations;
    }

    /** In Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>(List.of(
                "| calls | acknowledged | failed | idempotent bodies that ran more than once | violations |",
                "|---|---|---|---|---|",
                "| " + calls + " | " + acknowledged + " | " + (calls - acknowledged) + " | " + duplicates + " | "
                        + violations.size() + " |",
                ""));
        if (!failures.isEmpty()) {
            lines.addAll(List.of("| failure | calls |", "|---|---|"));
            failures.forEach((kind, count) -> lines.add("| " + kind + " | " + count + " |"));
        }
        return lines;
    }
}
