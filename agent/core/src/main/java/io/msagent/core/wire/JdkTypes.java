package io.msagent.core.wire;

import org.jspecify.annotations.Nullable;

/** Tells the JDK's classes from the application's: by loader, because names prove nothing. */
final class JdkTypes {
    private JdkTypes() {}

    static boolean isJdk(Class<?> type) {
        Class<?> c = type;
        while (c.isArray()) {
            c = c.getComponentType();
        }
        ClassLoader loader = c.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** A JDK class by name, not initialised; null if there is none. */
    static @Nullable Class<?> named(String name) {
        try {
            Class<?> type = Class.forName(name, false, ClassLoader.getPlatformClassLoader());
            return isJdk(type) ? type : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }
}
