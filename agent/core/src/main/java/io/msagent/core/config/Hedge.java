package io.msagent.core.config;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a call that has not been answered is sent to a second instance as well. */
public sealed interface Hedge {
    /** What {@link #parse} takes, for people. */
    String ALLOWED = "off, a percentile from p50 to p99, or a duration above 0, as 50ms";

    /** Never. */
    record Off() implements Hedge {}

    /**
     * After the time in which this share of the method's attempts has been answered of late.
     *
     * @param percent from 50 to 99
     */
    record Percentile(int percent) implements Hedge {}

    /** After a fixed time. */
    record After(Duration delay) implements Hedge {}

    /** As {@code off}, {@code p95}, {@code 50ms}; throws {@link IllegalArgumentException} for anything else. */
    static Hedge parse(String text) {
        if (text.equals("off")) {
            return new Off();
        }
        Matcher percentile = Pattern.compile("p([5-9]\\d)").matcher(text);
        return percentile.matches()
                ? new Percentile(Integer.parseInt(percentile.group(1)))
                : new After(Parsers.duration(text));
    }
}
