package io.msagent.core.wire;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import sun.reflect.ReflectionFactory;

/** Makes objects without running a constructor of the application's, the way Java's own serialisation does. */
final class Allocation {
    private final Constructor<?> constructor;

    /**
     * @param base the superclass whose no-argument constructor runs, as Object
     */
    Allocation(Class<?> type, Class<?> base) {
        try {
            constructor = ReflectionFactory.getReflectionFactory()
                    .newConstructorForSerialization(type, base.getDeclaredConstructor());
        } catch (LinkageError e) {
            // newer JVMs initialise the class already here
            throw new Misfit(type.getName() + " cannot be made: " + e, e);
        } catch (NoSuchMethodException e) {
            throw new Misfit(type.getName() + " cannot be made: " + base.getName() + " has no plain constructor", e);
        }
    }

    Object make() {
        try {
            return constructor.newInstance();
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException | LinkageError e) {
            throw new Misfit(constructor.getDeclaringClass().getName() + " cannot be made: " + e, e);
        }
    }
}
