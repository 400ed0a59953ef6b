package io.msagent.core.compare;

import io.msagent.core.wire.ModuleOpener;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first place where two values are not the same, looking into the fields of the application's classes and the
 * contents of arrays, collections and maps. Used once, by one thread.
 */
final class Differences {
    private static final int LONGEST = 60;

    private final ModuleOpener opener;
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    Differences(ModuleOpener opener) {
        this.opener = opener;
    }

    /**
     * The place and both values, as {@code order.lines[2].price: 1 became 2}.
     *
     * @param path name of the value itself
     */
    Optional<String> between(String path, @Nullable Object before, @Nullable Object after) {
        if (before == after || before != null && !isLeaf(before.getClass()) && !seen.add(before)) {
            return Optional.empty();
        }
        if (before == null || after == null) {
            return told(path, before, after);
        }
        if (before.getClass().isArray() && after.getClass().isArray()) {
            return inArrays(path, before, after);
        }
        if (before instanceof Map<?, ?> one && after instanceof Map<?, ?> other) {
            return inMaps(path, one, other);
        }
        if (before instanceof Collection<?> one && after instanceof Collection<?> other) {
            return inCollections(path, one, other);
        }
        if (before.getClass() != after.getClass()) {
            return told(path, before.getClass().getName(), after.getClass().getName());
        }
        if (isLeaf(before.getClass())) {
            // atomics and their like have no equals
            boolean same = before.equals(after) || before.toString().equals(after.toString());
            return same ? Optional.empty() : told(path, before, after);
        }
        return inFields(path, before, after);
    }

    private static boolean isLeaf(Class<?> type) {
        return Fields.isJdk(type)
                && !type.isArray()
                && !Collection.class.isAssignableFrom(type)
                && !Map.class.isAssignableFrom(type);
    }

    private Optional<String> inFields(String path, Object before, Object after) {
        if (before instanceof Enum) {
            return told(path, before, after); // of one loader, and not the same
        }
        for (Field field : Fields.ofObjects(before.getClass(), opener)) {
            Optional<String> found =
                    between(path + "." + field.getName(), Fields.get(field, before), Fields.get(field, after));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> inArrays(String path, Object before, Object after) {
        int length = Array.getLength(before);
        if (length != Array.getLength(after)) {
            return told(path + ".length", length, Array.getLength(after));
        }
        for (int i = 0; i < length; i++) {
            Optional<String> found = between(path + "[" + i + "]", Array.get(before, i), Array.get(after, i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> inCollections(String path, Collection<?> before, Collection<?> after) {
        if (before.size() != after.size()) {
            return told(path + ".size", before.size(), after.size());
        }
        Iterator<?> others = after.iterator();
        int i = 0;
        for (Object one : before) {
            Optional<String> found = between(path + "[" + i++ + "]", one, others.next());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<String> inMaps(String path, Map<?, ?> before, Map<?, ?> after) {
        Optional<String> keys = inCollections(path + ".keys", before.keySet(), after.keySet());
        if (keys.isPresent()) {
            return keys;
        }
        Iterator<?> others = after.values().iterator();
        for (Map.Entry<?, ?> entry : before.entrySet()) {
            Optional<String> found = between(path + "[" + brief(entry.getKey()) + "]", entry.getValue(), others.next());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> told(String path, @Nullable Object before, @Nullable Object after) {
        return Optional.of(path + ": " + brief(before) + " became " + brief(after));
    }

    static String brief(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
    }
}
