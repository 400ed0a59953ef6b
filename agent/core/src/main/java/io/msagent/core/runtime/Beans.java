package io.msagent.core.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that the application's {@code main} built and that served methods may run on. Holds them weakly: what the
 * application has given up is no candidate. Thread-safe.
 */
final class Beans {
    private final List<WeakReference<Object>> born = new ArrayList<>();

    synchronized void add(Object bean) {
        born.removeIf(ref -> ref.get() == null);
        if (born.stream().noneMatch(ref -> ref.get() == bean)) {
            born.add(new WeakReference<>(bean));
        }
    }

    /** The living objects of this type, subtypes included. */
    synchronized List<Object> of(Class<?> type) {
        List<Object> found = new ArrayList<>();
        for (WeakReference<Object> ref : born) {
            Object bean = ref.get();
            if (type.isInstance(bean)) {
                found.add(bean);
            }
        }
        return found;
    }
}
