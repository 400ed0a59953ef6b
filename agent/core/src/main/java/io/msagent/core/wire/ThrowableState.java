package io.msagent.core.wire;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Throwable's own fields, which exceptions are rebuilt through: its methods may be overridden, and only add. */
final class ThrowableState {
    private final Field message = field("detailMessage");
    private final Field cause = field("cause");
    private final Field stack = field("stackTrace");
    private final Field suppressed = field("suppressedExceptions");

    private ThrowableState() {}

    /** Null if the JVM keeps java.lang closed to us. */
    static @Nullable ThrowableState open(ModuleOpener opener) {
        try {
            opener.open(Throwable.class);
            return new ThrowableState();
        } catch (InaccessibleObjectException | SecurityException e) {
            return null;
        }
    }

    private static Field field(String name) {
        try {
            Field field = Throwable.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (NoSuchFieldException e) {
            throw new InaccessibleObjectException(e.getMessage());
        }
    }

    @Nullable
    String message(Throwable t) {
        return (String) get(message, t);
    }

    void message(Throwable t, @Nullable String value) {
        set(message, t, value);
    }

    /** The exception itself if its cause has not been set. */
    @Nullable
    Throwable cause(Throwable t) {
        return (Throwable) get(cause, t);
    }

    void cause(Throwable t, @Nullable Throwable value) {
        set(cause, t, value);
    }

    /** Whether the exception takes a stack trace at all. */
    boolean hasStack(Throwable t) {
        return get(stack, t) != null;
    }

    void stack(Throwable t, StackTraceElement @Nullable [] value) {
        set(stack, t, value);
    }

    /** Whether the exception takes suppressed ones at all. */
    boolean suppresses(Throwable t) {
        return get(suppressed, t) != null;
    }

    void suppressed(Throwable t, @Nullable List<Throwable> value) {
        // the empty list that the JVM gives to every new exception is the one it knows
        boolean none = value != null && value.isEmpty();
        set(suppressed, t, none ? get(suppressed, new Throwable()) : value == null ? null : new ArrayList<>(value));
    }

    private static @Nullable Object get(Field field, Throwable t) {
        try {
            return field.get(t);
        } catch (IllegalAccessException e) {
            throw new Misfit(field + " cannot be read", e);
        }
    }

    private static void set(Field field, Throwable t, @Nullable Object value) {
        try {
            field.set(t, value);
        } catch (IllegalAccessException e) {
            throw new Misfit(field + " cannot be set", e);
        }
    }
}
