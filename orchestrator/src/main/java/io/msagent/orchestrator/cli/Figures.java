package io.msagent.orchestrator.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Numbers and times as people read them; empty for what is not known. */
final class Figures {
    private static final double KIBI = 1_024;

    private Figures() {}

    /** As {@code 45s}, {@code 12m}, {@code 3h20m}, {@code 5d}. */
    static String since(String instant, Instant now) {
        try {
            return instant.isEmpty() ? "" : duration(Duration.between(Instant.parse(instant), now));
        } catch (DateTimeParseException e) {
            return instant;
        }
    }

    static String duration(Duration duration) {
        long seconds = Math.max(0, duration.toSeconds());
        if (seconds < 60) {
            return seconds + "s";
        }
        if (seconds < 3_600) {
            return seconds / 60 + "m";
        }
        if (seconds < 36_000) {
            return seconds / 3_600 + "h" + (seconds % 3_600 / 60 == 0 ? "" : seconds % 3_600 / 60 + "m");
        }
        return seconds < 172_800 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    /** An ISO 8601 duration, or {@code never}. */
    static String idle(String text) {
        try {
            return duration(Duration.parse(text));
        } catch (DateTimeParseException e) {
            return text;
        }
    }

    static String percent(JsonNode share) {
        return share.isNumber() ? Math.round(share.asDouble() * 100) + "%" : "";
    }

    static String rate(JsonNode perSecond) {
        return perSecond.isNumber() ? String.format(Locale.ROOT, "%.1f", perSecond.asDouble()) : "";
    }

    static String micros(JsonNode micros) {
        if (!micros.isNumber()) {
            return "";
        }
        long value = micros.asLong();
        if (value < 1_000) {
            return value + "us";
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, value < 10_000 ? "%.1fms" : "%.0fms", value / 1e3)
                : String.format(Locale.ROOT, "%.1fs", value / 1e6);
    }

    static String bytes(JsonNode bytes) {
        if (!bytes.isNumber() || bytes.asLong() <= 0) {
            return "";
        }
        double value = bytes.asDouble();
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        int unit = 0;
        while (value >= KIBI && unit < units.length - 1) {
            value /= KIBI;
            unit++;
        }
        return String.format(Locale.ROOT, value < 10 && unit > 0 ? "%.1f%s" : "%.0f%s", value, units[unit]);
    }

    static String number(JsonNode number) {
        return number.isNumber() ? number.asText() : "";
    }
}
