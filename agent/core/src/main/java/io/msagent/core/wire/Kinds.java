package io.msagent.core.wire;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Looks through the classes of {@link CollectionKinds} and {@link MapKinds}. */
final class Kinds {
    private Kinds() {}

    static @Nullable Class<?> named(String name, Collection<Class<?>> known, Class<?> oneMore) {
        if (name.equals(oneMore.getName())) {
            return oneMore;
        }
        for (Class<?> type : known) {
            if (type.getName().equals(name)) {
                return type;
            }
        }
        return null;
    }

    static @Nullable Class<?> first(Class<?> declared, Collection<Class<?>> known) {
        for (Class<?> type : known) {
            if (declared.isAssignableFrom(type)) {
                return type;
            }
        }
        return null;
    }
}
