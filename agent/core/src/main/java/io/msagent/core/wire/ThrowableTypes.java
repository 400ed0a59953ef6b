package io.msagent.core.wire;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the codecs know of exception classes. Safe for use by any thread. */
final class ThrowableTypes {
    private final CodecFactory factory;
    private final ClassNames names;
    private final JsonText text;
    private final Map<Class<?>, ClassFields> fields = new ConcurrentHashMap<>();
    private final Map<Class<?>, Allocation> allocations = new ConcurrentHashMap<>();
    private volatile @Nullable ThrowableState state;

    ThrowableTypes(CodecFactory factory, ClassNames names, JsonText text) {
        this.factory = factory;
        this.names = names;
        this.text = text;
    }

    JsonText text() {
        return text;
    }

    /** Null if the JVM keeps java.lang closed to us. */
    @Nullable
    ThrowableState state() {
        ThrowableState known = state;
        if (known == null) {
            known = ThrowableState.open(factory.opener());
            state = known;
        }
        return known;
    }

    Allocation allocation(Class<?> type) {
        return allocations.computeIfAbsent(type, t -> new Allocation(t, Object.class));
    }

    /** The fields that an exception class and its superclasses add to Throwable's. */
    ClassFields fields(Class<?> type) {
        ClassFields known = fields.get(type);
        if (known == null) {
            known = ClassFields.of(TypeResolver.plain(type), Throwable.class, factory);
            fields.put(type, known);
        }
        return known;
    }

    /** The exception class of this name, not initialised; null if there is none. */
    @Nullable
    Class<?> find(String name) {
        Class<?> found = names.load(name);
        found = found == null ? JdkTypes.named(name) : found;
        return found != null && Throwable.class.isAssignableFrom(found) ? found : null;
    }
}
