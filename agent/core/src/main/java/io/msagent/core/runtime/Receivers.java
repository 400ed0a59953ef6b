package io.msagent.core.runtime;

import io.msagent.core.server.NoReceiverException;
import io.msagent.core.wire.ModuleOpener;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import sun.reflect.ReflectionFactory;

/** Finds the object on which a provider runs an instance method. Thread-safe. */
final class Receivers {
    private final Beans beans;
    private final ModuleOpener opener;
    private final Map<Class<?>, Object> made = new ConcurrentHashMap<>();

    Receivers(Beans beans, ModuleOpener opener) {
        this.beans = beans;
        this.opener = opener;
    }

    /**
     * The object, or null for a static method.
     *
     * @param travelled the receiver that came with the call, or the object of its key; null if there is neither
     * @throws NoReceiverException if there is none, or no single one
     */
    @Nullable
    Object find(WovenMethod method, @Nullable Object travelled) {
        return switch (method.method().receiver()) {
            case NONE -> null;
            case NEW -> made.computeIfAbsent(method.type(), this::make);
            case VALUE -> valued(method, travelled);
            case BEAN -> bean(method.type());
            case KEYED -> keyed(method, travelled);
        };
    }

    private static Object valued(WovenMethod method, @Nullable Object travelled) {
        if (travelled == null) {
            throw new NoReceiverException(method.method().key()
                    + " runs on the caller's object, which did not come with the call (expected: header ms-receiver: value"
                    + " and the object as the first element of the arguments)");
        }
        return travelled;
    }

    private static Object keyed(WovenMethod method, @Nullable Object ofKey) {
        if (ofKey == null) {
            throw new IllegalStateException(method.method().key() + " runs on the object of a key, and was given none");
        }
        return ofKey;
    }

    private Object bean(Class<?> type) {
        if (beans.of(type).size() > 1) {
            // what the application has dropped but nobody has collected yet is no candidate; nothing here may hold it
            System.gc();
        }
        List<Object> living = beans.of(type);
        if (living.size() != 1) {
            throw new NoReceiverException(type.getName() + ": " + living.size()
                    + " objects built by main (expected: exactly 1; set receiver=value to send the caller's object,"
                    + " or receiver=new for a fresh one)");
        }
        return living.get(0);
    }

    private Object make(Class<?> type) {
        opener.open(type);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            return allocate(type);
        } catch (InvocationTargetException e) {
            throw new NoReceiverException(type.getName() + ": its constructor threw " + e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new NoReceiverException(type.getName() + ": cannot be made: " + e.getMessage());
        }
    }

    /** A class without fields has no state that its constructor could have set up. */
    private static Object allocate(Class<?> type) {
        try {
            return ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, Object.class.getDeclaredConstructor())
                    .newInstance();
        } catch (ReflectiveOperationException e) {
            throw new NoReceiverException(type.getName() + ": cannot be made: " + e.getMessage());
        }
    }
}
