package io.msagent.orchestrator.doctor;

import java.time.Duration;
import java.util.Optional;

/** Two clocks that should agree. */
final class Clocks {
    private static final Duration UNREMARKABLE = Duration.ofSeconds(2);

    private Clocks() {}

    /** @param who whose clock was compared with ours */
    static Finding compare(String who, Optional<Duration> skew) {
        if (skew.isEmpty()) {
            return Finding.ok("clock", who + " does not tell its time");
        }
        String seen = String.format(
                java.util.Locale.ROOT, "%s is %.1f s off", who, skew.get().toMillis() / 1e3);
        return skew.get().abs().compareTo(UNREMARKABLE) <= 0
                ? Finding.ok("clock", who + " agrees")
                : Finding.warn(
                        "clock",
                        seen,
                        "let both machines keep time by NTP; times shown by several hosts do not compare");
    }
}
