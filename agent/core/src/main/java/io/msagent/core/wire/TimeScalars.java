package io.msagent.core.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The values of {@code java.time}, as ISO 8601 text with all their nanoseconds, offsets and zone ids. */
final class TimeScalars {
    private TimeScalars() {}

    static void addTo(BiConsumer<Class<?>, ValueCodec> table) {
        text(table, Duration.class, Duration::toString, Duration::parse);
        text(table, Instant.class, Instant::toString, Instant::parse);
        text(table, LocalDate.class, LocalDate::toString, LocalDate::parse);
        text(table, LocalDateTime.class, LocalDateTime::toString, LocalDateTime::parse);
        text(table, LocalTime.class, LocalTime::toString, LocalTime::parse);
        text(table, MonthDay.class, MonthDay::toString, MonthDay::parse);
        text(table, OffsetDateTime.class, OffsetDateTime::toString, OffsetDateTime::parse);
        text(table, OffsetTime.class, OffsetTime::toString, OffsetTime::parse);
        text(table, Period.class, Period::toString, Period::parse);
        text(table, YearMonth.class, TimeScalars::yearMonthText, YearMonth::parse);
        text(table, ZonedDateTime.class, ZonedDateTime::toString, ZonedDateTime::parse);
        text(table, ZoneId.class, ZoneId::getId, ZoneId::of);
        text(table, ZoneOffset.class, ZoneOffset::getId, ZoneOffset::of);
        table.accept(
                Year.class,
                new NumberCodec<>(
                        Year.class, "a year", Year.MIN_VALUE, Year.MAX_VALUE, Year::getValue, y -> Year.of((int) y)));
    }

    /** A year past 9999 needs a sign to be read, which {@link YearMonth#toString} leaves out. */
    private static String yearMonthText(YearMonth value) {
        return value.getYear() > 9999 ? "+" + value : value.toString();
    }

    private static <T> void text(
            BiConsumer<Class<?>, ValueCodec> table, Class<T> type, Function<T, String> to, Function<String, T> from) {
        table.accept(type, new TextCodec<>(type, to, from));
    }
}
