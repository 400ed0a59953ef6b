package io.msagent.core.wire;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * An application's collection or map type that is declared and says itself how to be made from others: by a public static
 * {@code copyOf}, as Guava's immutable ones do. Travels as its contents. Sorted ones are not among them, because their
 * order would not travel.
 */
final class CopiedCodec extends ValueCodec {
    private final Method copyOf;
    private final ValueCodec contents;

    private CopiedCodec(Method copyOf, ValueCodec contents) {
        this.copyOf = copyOf;
        this.contents = contents;
    }

    /** The codec of a declared type; null if the type is not of this kind. */
    static @Nullable CopiedCodec of(TypeRef declared, CodecFactory factory) {
        Class<?> raw = declared.raw();
        boolean map = Map.class.isAssignableFrom(raw);
        if (JdkTypes.isJdk(raw)
                || !map && !Collection.class.isAssignableFrom(raw)
                || SortedSet.class.isAssignableFrom(raw)
                || SortedMap.class.isAssignableFrom(raw)) {
            return null;
        }
        Class<?> from = map ? Map.class : Collection.class;
        Class<?> as = map ? LinkedHashMap.class : ArrayList.class;
        Method copyOf = copyOf(raw, from);
        ValueCodec contents = copyOf == null ? null : factory.exact(TypeResolver.narrow(viewed(declared, from), as));
        return copyOf == null || contents == null ? null : new CopiedCodec(copyOf, contents);
    }

    private static TypeRef viewed(TypeRef declared, Class<?> from) {
        TypeRef view = TypeResolver.as(declared, from);
        return view == null ? TypeResolver.plain(from) : view;
    }

    private static @Nullable Method copyOf(Class<?> raw, Class<?> from) {
        for (Method method : raw.getMethods()) {
            if (method.getName().equals("copyOf")
                    && Modifier.isStatic(method.getModifiers())
                    && method.getDeclaringClass() == raw
                    && raw.isAssignableFrom(method.getReturnType())
                    && method.getParameterCount() == 1
                    && method.getParameterTypes()[0] == from) {
                return method;
            }
        }
        return null;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        contents.write(value, out);
    }

    @Override
    Object read(WireReader in) throws IOException {
        return copy(contents.read(in));
    }

    @Override
    Object readOpened(WireReader in) throws IOException {
        return copy(contents.readOpened(in));
    }

    private Object copy(Object read) {
        try {
            return copyOf.invoke(null, read);
        } catch (InvocationTargetException e) {
            throw new Misfit(expected() + " cannot be made of what came: " + e.getCause());
        } catch (IllegalAccessException e) {
            throw new Misfit(expected() + " cannot be made: " + e.getMessage());
        }
    }

    @Override
    String expected() {
        return copyOf.getDeclaringClass().getName();
    }
}
