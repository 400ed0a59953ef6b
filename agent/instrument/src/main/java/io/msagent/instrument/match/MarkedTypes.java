package io.msagent.instrument.match;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows of each type whether it, or anything it extends or implements, carries the mark. Each class file is looked at
 * once. Safe for use by any thread.
 */
public final class MarkedTypes {
    private final Map<String, Boolean> known = new ConcurrentHashMap<>();

    /** Whether the type or one of its supertypes is marked; supertypes are looked up in {@code source}. */
    public boolean marked(RawClass type, ClassBytes source) {
        if (type.marked()) {
            // its own bytes count, whatever was believed while they could not be had
            known.put(type.name(), true);
            return true;
        }
        Boolean before = known.get(type.name());
        if (before != null) {
            return before;
        }
        boolean marked = superMarked(type, source);
        known.put(type.name(), marked);
        return marked;
    }

    private boolean superMarked(RawClass type, ClassBytes source) {
        if (marked(type.superName(), source)) {
            return true;
        }
        for (String each : type.interfaces()) {
            if (marked(each, source)) {
                return true;
            }
        }
        return false;
    }

    private boolean marked(@Nullable String name, ClassBytes source) {
        if (name == null || JdkNames.internal(name)) {
            return false;
        }
        Boolean before = known.get(name);
        if (before != null) {
            return before;
        }
        byte[] bytes = source.find(name);
        // what cannot be read is not remembered: it may arrive with its bytes later
        return bytes != null && marked(RawClass.parse(bytes), source);
    }
}
