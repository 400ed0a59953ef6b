package io.msagent.core.wire;

import java.io.Externalizable;
import java.io.ObjectInputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Says where an application's class ends and the JDK's begin, and refuses what fields alone cannot carry over. */
final class Superclasses {
    /** {@code java.util.AbstractList} and its like keep only counters and views, all transient. */
    private static final String SKELETONS = "java.util.Abstract";

    private Superclasses() {}

    /** The first superclass that is the JDK's. Throws if it, or the class, has state that would be lost. */
    static Class<?> end(Class<?> type) {
        Class<?> c = type;
        while (!JdkTypes.isJdk(c)) {
            refuseOwnSerialisation(c, type);
            c = c.getSuperclass();
        }
        boolean contents = CollectionKinds.isKnown(c) || MapKinds.isKnown(c);
        if (!contents && !c.getName().startsWith(SKELETONS) && hasState(c)) {
            throw new Misfit(type.getName() + " cannot travel: it extends " + c.getName()
                    + ", whose state cannot be carried over");
        }
        return c;
    }

    private static boolean hasState(@Nullable Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            for (Field field : c.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Such a class fills its transient fields with code that never runs here: it would arrive broken. */
    private static void refuseOwnSerialisation(Class<?> c, Class<?> type) {
        boolean transients = false;
        for (Field field : c.getDeclaredFields()) {
            int modifiers = field.getModifiers();
            transients |= Modifier.isTransient(modifiers) && !Modifier.isStatic(modifiers);
        }
        if (transients
                && (Externalizable.class.isAssignableFrom(c)
                        || declares(c, "writeReplace")
                        || declares(c, "readObject", ObjectInputStream.class))) {
            throw new Misfit(type.getName() + " cannot travel: " + c.getName() + " keeps state in transient fields and"
                    + " restores it with its own serialisation code (expected: plain fields)");
        }
    }

    private static boolean declares(Class<?> c, String name, Class<?>... parameters) {
        return Arrays.stream(c.getDeclaredMethods())
                .anyMatch(m -> m.getName().equals(name) && Arrays.equals(m.getParameterTypes(), parameters));
    }
}
