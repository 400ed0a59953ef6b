package io.msagent.orchestrator.plan;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as people read them. */
final class Words {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss'Z'").withZone(ZoneOffset.UTC);

    private Words() {}

    /** As {@code 10:32:11Z}. */
    static String time(Instant at) {
        return TIME.format(at);
    }

    /** As {@code 10 s} or {@code 2.5 s}. */
    static String seconds(Duration duration) {
        long millis = duration.toMillis();
        return (millis % 1_000 == 0 ? String.valueOf(millis / 1_000) : String.valueOf(millis / 1_000.0)) + " s";
    }
}
