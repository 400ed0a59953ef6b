package io.msagent.core.runtime;

import io.msagent.core.call.MethodKey;
import io.msagent.core.wire.ModuleOpener;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * A method's own body, called without virtual dispatch: when a subclass overrides the method and calls {@code super},
 * the superclass's body is the one that was asked for.
 */
final class Body {
    private final Method method;
    private final MethodHandle handle;

    private Body(Method method, MethodHandle handle) {
        this.method = method;
        this.handle = handle;
    }

    /** Finds the method in its loaded class. */
    static Body of(Class<?> type, MethodKey key, ModuleOpener opener) {
        opener.open(type);
        try {
            MethodType shape = MethodType.fromMethodDescriptorString(key.descriptor(), type.getClassLoader());
            Method method = declared(type, key.name(), shape);
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            boolean isStatic = Modifier.isStatic(method.getModifiers());
            MethodHandle handle = isStatic ? lookup.unreflect(method) : lookup.unreflectSpecial(method, type);
            if (isStatic) {
                handle = MethodHandles.dropArguments(handle, 0, Object.class);
            }
            MethodHandle spread = handle.asFixedArity().asSpreader(1, Object[].class, shape.parameterCount());
            return new Body(method, spread.asType(MethodType.methodType(Object.class, Object.class, Object[].class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(key + " cannot be reached: " + e.getMessage(), e);
        }
    }

    /** Two methods may differ in their result alone (bridges), which {@code getDeclaredMethod} does not tell apart. */
    private static Method declared(Class<?> type, String name, MethodType shape) {
        for (Method method : type.getDeclaredMethods()) {
            if (method.getName().equals(name)
                    && MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                            .equals(shape)) {
                return method;
            }
        }
        throw new IllegalStateException(type.getName() + " has no method " + name + shape);
    }

    Method method() {
        return method;
    }

    @Nullable
    Object run(@Nullable Object receiver, @Nullable Object[] arguments) throws Throwable {
        return handle.invokeExact(receiver, (Object[]) arguments);
    }
}
