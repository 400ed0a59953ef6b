package io.msagent.core.wire;

import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the class that a value names, if it may; the class is not initialised. */
final class ClassNames {
    private static final String ARRAY = "[]";
    private static final int MAX_DIMENSIONS = 32;
    private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class)
            .collect(Collectors.toMap(Class::getName, c -> c));
    private static final List<Class<?>> OTHERS = List.of(Object.class, SimpleEntry.class, SimpleImmutableEntry.class);

    private final @Nullable ClassLoader loader;

    /** @param loader sees the application's classes; null for the bootstrap loader */
    ClassNames(@Nullable ClassLoader loader) {
        this.loader = loader;
    }

    Class<?> find(Class<?> declared, String tag, AllowList allowed) {
        String name = tag;
        Class<?> element = declared;
        int dimensions = 0;
        while (name.endsWith(ARRAY) && dimensions < MAX_DIMENSIONS) {
            name = name.substring(0, name.length() - ARRAY.length());
            element = element.isArray() ? element.getComponentType() : element;
            dimensions++;
        }
        Class<?> found = dimensions == 0 ? value(name) : component(name);
        if (found == null) {
            found = application(element, name, allowed);
        }
        for (int i = 0; i < dimensions; i++) {
            found = found.arrayType();
        }
        return found;
    }

    /** One of the JDK's values. */
    private static @Nullable Class<?> value(String name) {
        for (Class<?> other : OTHERS) {
            if (other.getName().equals(name)) {
                return other;
            }
        }
        Class<?> found = Stream.of(
                        Scalars.named(name), Holders.named(name), CollectionKinds.named(name), MapKinds.named(name))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (found == null && isName(name)) {
            Class<?> jdk = JdkTypes.named(name);
            return jdk != null && jdk.isEnum() ? jdk : null;
        }
        return found;
    }

    /** What an array of the JDK's may be declared as; its elements are looked at one by one. */
    private static @Nullable Class<?> component(String name) {
        Class<?> primitive = PRIMITIVES.get(name);
        return primitive != null || !isName(name) ? primitive : JdkTypes.named(name);
    }

    private Class<?> application(Class<?> declared, String name, AllowList allowed) {
        if (JdkTypes.isJdk(declared) && !allowed.permits(name)) {
            throw AllowList.refuse(WireReader.shorten(name), declared);
        }
        Class<?> found = isName(name) ? load(name) : null;
        if (found == null) {
            throw new Misfit("found class " + WireReader.shorten(name)
                    + ", which does not exist here (expected: a subtype of " + declared.getTypeName()
                    + "; do caller and provider run the same code?)");
        }
        return found;
    }

    /** The class of this name as the application sees it, not initialised; null if there is none. */
    @Nullable
    Class<?> load(String name) {
        try {
            return isName(name) ? Class.forName(name, false, loader) : null;
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** Class.forName takes descriptors too, which nobody may ask it for. */
    private static boolean isName(String name) {
        return name.indexOf('[') < 0 && name.indexOf('/') < 0 && name.indexOf(';') < 0;
    }
}
