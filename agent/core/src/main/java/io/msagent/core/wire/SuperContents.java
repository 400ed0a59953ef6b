package io.msagent.core.wire;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contents of an application's class that extends a concrete collection or map, as {@code class Basket extends
 * ArrayList<Item>}. They are added by the JDK's own {@code add} or {@code put}, past what the class may have overridden.
 */
final class SuperContents {
    private SuperContents() {}

    /** Null if the superclass has no contents. */
    static @Nullable ContentsCodec codec(TypeRef type, Class<?> base, CodecFactory factory) {
        boolean map = MapKinds.isKnown(base);
        if (!map && !CollectionKinds.isKnown(base)) {
            return null;
        }
        TypeRef view = TypeResolver.as(type, base);
        if (view == null || factory.exact(view) == null) {
            throw new Misfit(type + " cannot travel: it extends " + base.getName());
        }
        if (map) {
            MethodHandle put = method(base, "put", methodType(Object.class, Object.class, Object.class), factory)
                    .asType(methodType(Object.class, Map.class, Object.class, Object.class));
            return MapKinds.codec(view, factory, (m, k, v) -> call(put, m, k, v));
        }
        MethodHandle add = method(base, "add", methodType(boolean.class, Object.class), factory)
                .asType(methodType(Object.class, Collection.class, Object.class));
        return CollectionKinds.codec(view, factory, (c, e) -> Boolean.TRUE.equals(call(add, c, e)));
    }

    private static MethodHandle method(Class<?> base, String name, MethodType type, CodecFactory factory) {
        try {
            factory.opener().open(base);
            return MethodHandles.privateLookupIn(base, MethodHandles.lookup()).findSpecial(base, name, type, base);
        } catch (ReflectiveOperationException e) {
            throw new Misfit("a subclass of " + base.getName() + " cannot travel: " + e, e);
        }
    }

    private static @Nullable Object call(MethodHandle method, @Nullable Object... arguments) {
        try {
            return method.invokeWithArguments(arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new Misfit("the superclass does not take this element: " + e, e);
        }
    }
}
