package io.msagent.core.compare;

import io.msagent.core.wire.ModuleOpener;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a class keeps. */
final class Fields {
    private Fields() {}

    /** The fields of objects of this class, inherited ones too, transient ones too; none of the JDK's own. */
    static List<Field> ofObjects(Class<?> type, ModuleOpener opener) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> from = type; from != null && !isJdk(from); from = from.getSuperclass()) {
            fields.addAll(declared(from, false, opener));
        }
        return fields;
    }

    /** The class's own static fields but constants; none that the compiler made. */
    static List<Field> ofClass(Class<?> type, ModuleOpener opener) {
        return declared(type, true, opener);
    }

    private static List<Field> declared(Class<?> type, boolean statics, ModuleOpener opener) {
        opener.open(type);
        List<Field> fields = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers()) == statics && !field.isSynthetic()) {
                field.setAccessible(true);
                fields.add(field);
            }
        }
        return fields;
    }

    static @Nullable Object get(Field field, @Nullable Object on) {
        try {
            return field.get(on);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(field + " was made accessible", e);
        }
    }

    static boolean isJdk(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == ClassLoader.getPlatformClassLoader();
    }

    /** Whether nobody can change the object itself, so that a copy is as good. */
    static boolean isImmutable(@Nullable Object value, ModuleOpener opener) {
        if (value == null || value instanceof Enum) {
            return true;
        }
        Class<?> type = value.getClass();
        if (type.isArray()) {
            return false;
        }
        if (isJdk(type)) {
            boolean container = value instanceof Collection || value instanceof Map || value instanceof java.util.Date;
            String name = type.getName();
            return !container
                            && !name.startsWith("java.util.concurrent.atomic.")
                            && !(value instanceof CharSequence && value instanceof Appendable)
                    || name.startsWith("java.util.ImmutableCollections")
                    || name.startsWith("java.util.Collections$");
        }
        return ofObjects(type, opener).stream().allMatch(field -> Modifier.isFinal(field.getModifiers()));
    }
}
