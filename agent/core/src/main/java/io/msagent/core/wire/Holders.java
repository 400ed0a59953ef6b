package io.msagent.core.wire;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The JDK classes that hold one value or none. */
final class Holders {
    /** A holder's form and what it holds; null if its type argument says that. */
    private record Entry<T>(
            HolderCodec.Form<T> form, @Nullable Class<?> content) {}

    private static final List<Entry<?>> ALL = List.of(
            new Entry<>(
                    new HolderCodec.Form<>(
                            Optional.class,
                            Optional::isPresent,
                            Optional::get,
                            v -> Optional.of(Objects.requireNonNull(v)),
                            Optional.empty()),
                    null),
            new Entry<>(
                    new HolderCodec.Form<>(
                            OptionalInt.class,
                            OptionalInt::isPresent,
                            OptionalInt::getAsInt,
                            v -> OptionalInt.of((Integer) Objects.requireNonNull(v)),
                            OptionalInt.empty()),
                    int.class),
            new Entry<>(
                    new HolderCodec.Form<>(
                            OptionalLong.class,
                            OptionalLong::isPresent,
                            OptionalLong::getAsLong,
                            v -> OptionalLong.of((Long) Objects.requireNonNull(v)),
                            OptionalLong.empty()),
                    long.class),
            new Entry<>(
                    new HolderCodec.Form<>(
                            OptionalDouble.class,
                            OptionalDouble::isPresent,
                            OptionalDouble::getAsDouble,
                            v -> OptionalDouble.of((Double) Objects.requireNonNull(v)),
                            OptionalDouble.empty()),
                    double.class),
            new Entry<>(
                    new HolderCodec.Form<>(
                            AtomicReference.class, r -> true, AtomicReference::get, AtomicReference::new, null),
                    null));

    private Holders() {}

    /** The class of this name, if it is a holder. */
    static @Nullable Class<?> named(String name) {
        for (Entry<?> entry : ALL) {
            if (entry.form().type().getName().equals(name)) {
                return entry.form().type();
            }
        }
        return null;
    }

    /** The codec of a holder; null for any other type. */
    static @Nullable ValueCodec codec(TypeRef type, CodecFactory factory) {
        for (Entry<?> entry : ALL) {
            if (entry.form().type() == type.raw()) {
                Class<?> content = entry.content();
                TypeRef held =
                        content == null ? TypeResolver.argument(type, type.raw(), 0) : TypeResolver.plain(content);
                return new HolderCodec<>(entry.form(), factory.slot(held));
            }
        }
        return null;
    }
}
