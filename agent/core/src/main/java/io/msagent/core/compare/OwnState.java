package io.msagent.core.compare;

import io.msagent.core.wire.ModuleOpener;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a class, and the object its method runs on if that one stays, kept at some moment: the fields, and one level into
 * arrays, collections and maps. It is no copy: what those hold is compared by identity.
 */
final class OwnState {
    private static final Set<String> SAYS_ITS_VALUE =
            Set.of("java.lang", "java.math", "java.net", "java.time", "java.util", "java.util.concurrent.atomic");

    /** Somebody else changed it while it was looked at: then nothing can be said of this body. */
    private static final String UNSTEADY = "?";

    private final Map<Field, @Nullable Object> held = new LinkedHashMap<>();
    private final Map<Field, String> contents = new LinkedHashMap<>();
    private final @Nullable Object object;

    /** @param object the object whose fields count too; null for none */
    OwnState(Class<?> type, @Nullable Object object, ModuleOpener opener) {
        this.object = object;
        for (Field field : Fields.ofClass(type, opener)) {
            hold(field, Fields.get(field, null));
        }
        if (object != null) {
            for (Field field : Fields.ofObjects(object.getClass(), opener)) {
                hold(field, Fields.get(field, object));
            }
        }
    }

    private void hold(Field field, @Nullable Object value) {
        held.put(field, value);
        contents.put(field, contents(value));
    }

    /** The first field that has changed since, as {@code Pricing.cache: [] became [x]}. */
    Optional<String> changed() {
        for (Map.Entry<Field, String> entry : contents.entrySet()) {
            String before = entry.getValue();
            String after = contents(Fields.get(entry.getKey(), object));
            if (!before.equals(after) && !before.equals(UNSTEADY) && !after.equals(UNSTEADY)) {
                return Optional.of(name(entry.getKey()) + ": " + Differences.brief(before) + " became "
                        + Differences.brief(after));
            }
        }
        return Optional.empty();
    }

    /** The field that holds this very object. */
    Optional<String> holderOf(Object value) {
        return held.entrySet().stream()
                .filter(entry -> entry.getValue() == value)
                .map(entry -> name(entry.getKey()))
                .findFirst();
    }

    private static String name(Field field) {
        return field.getDeclaringClass().getSimpleName() + "." + field.getName();
    }

    /** Texts that differ when the contents do; an object of the application counts as itself, whatever is in it. */
    private static String contents(@Nullable Object value) {
        try {
            if (value instanceof Collection<?> collection) {
                return collection.stream().map(OwnState::label).toList().toString();
            }
            if (value instanceof Map<?, ?> map) {
                Map<String, String> labels = new LinkedHashMap<>();
                map.forEach((key, inside) -> labels.put(label(key), label(inside)));
                return labels.toString();
            }
            if (value != null && value.getClass().isArray()) {
                return IntStream.range(0, Array.getLength(value))
                        .mapToObj(i -> label(Array.get(value, i)))
                        .toList()
                        .toString();
            }
        } catch (RuntimeException e) {
            return UNSTEADY;
        }
        return label(value);
    }

    private static String label(@Nullable Object value) {
        if (value == null
                || value instanceof Enum
                || SAYS_ITS_VALUE.contains(value.getClass().getPackageName())
                        && !(value instanceof Collection)
                        && !(value instanceof Map)) {
            return String.valueOf(value);
        }
        return value.getClass().getSimpleName() + "@" + Integer.toHexString(System.identityHashCode(value));
    }
}
