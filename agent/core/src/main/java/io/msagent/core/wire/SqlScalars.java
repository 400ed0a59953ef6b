package io.msagent.core.wire;

import java.sql.Date;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.function.BiConsumer;

/** The dates of {@code java.sql}, if the JVM has that module. */
final class SqlScalars {
    private SqlScalars() {}

    static void addTo(BiConsumer<Class<?>, ValueCodec> table) {
        if (ModuleLayer.boot().findModule("java.sql").isPresent()) {
            Types.addTo(table);
        }
    }

    /** Apart, because its classes cannot be linked without the module. */
    private static final class Types {
        static void addTo(BiConsumer<Class<?>, ValueCodec> table) {
            String millis = "milliseconds since 1970";
            table.accept(
                    Date.class,
                    new NumberCodec<>(Date.class, millis, Long.MIN_VALUE, Long.MAX_VALUE, Date::getTime, Date::new));
            table.accept(
                    Time.class,
                    new NumberCodec<>(Time.class, millis, Long.MIN_VALUE, Long.MAX_VALUE, Time::getTime, Time::new));
            table.accept(
                    Timestamp.class,
                    new TextCodec<>(
                            Timestamp.class, t -> t.toInstant().toString(), s -> Timestamp.from(Instant.parse(s))));
        }
    }
}
