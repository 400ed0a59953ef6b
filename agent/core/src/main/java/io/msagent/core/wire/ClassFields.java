package io.msagent.core.wire;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an object of a class is made of: its instance fields, private and inherited ones included, transient ones not.
 *
 * @param properties the fields, those of the class itself first; a superclass's field of a name already taken carries
 *     its class's name before its own
 * @param closed names of fields that this process may not touch
 */
record ClassFields(List<Property> properties, List<String> closed) {

    /**
     * @param end the superclass whose own fields, and those above it, do not count
     */
    static ClassFields of(TypeRef type, @Nullable Class<?> end, CodecFactory factory) {
        List<Property> properties = new ArrayList<>();
        List<String> closed = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        TypeRef level = type;
        while (level != null && level.raw() != end) {
            for (Field field : level.raw().getDeclaredFields()) {
                if ((field.getModifiers() & (Modifier.STATIC | Modifier.TRANSIENT)) != 0) {
                    continue;
                }
                String name = taken.add(field.getName())
                        ? field.getName()
                        : level.raw().getName() + "." + field.getName();
                try {
                    factory.opener().open(level.raw());
                    field.setAccessible(true);
                    properties.add(new Property(name, field, slot(field, level, factory)));
                } catch (InaccessibleObjectException | SecurityException e) {
                    closed.add(name);
                }
            }
            Class<?> parent = level.raw().getSuperclass();
            level = parent == null ? null : TypeResolver.resolve(level.raw().getGenericSuperclass(), level.bindings());
        }
        return new ClassFields(properties, closed);
    }

    /** A field whose type may not travel does no harm while it is null. */
    private static Slot slot(Field field, TypeRef owner, CodecFactory factory) {
        try {
            if (field.isSynthetic() && field.getName().startsWith("this$")) {
                // it shares its type variables with the object around it, which the field's type does not say
                return new OuterSlot(factory.slot(new TypeRef(field.getType(), owner.bindings(), null)));
            }
            return factory.slot(TypeResolver.resolve(field.getGenericType(), owner.bindings()));
        } catch (Misfit e) {
            return new NullSlot(e.getMessage().replaceFirst("^: ", ""));
        }
    }
}
