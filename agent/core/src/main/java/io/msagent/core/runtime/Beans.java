package io.msagent.core.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The objects that the application's {@code main} built and that served methods may run on. While {@code main} runs all
 * are held; when it has ended, an object that is the only one of its class stays, because a small {@code main} keeps it
 * in nothing but a variable; of several, those that the application gives up are no candidates. Thread-safe.
 */
final class Beans {
    private final List<Object> held = new ArrayList<>();
    private final List<WeakReference<Object>> weak = new ArrayList<>();
    private boolean mainEnded;

    synchronized void add(Object bean) {
        if (all().stream().anyMatch(known -> known == bean)) {
            return;
        }
        if (mainEnded) {
            weak.removeIf(ref -> ref.get() == null);
            weak.add(new WeakReference<>(bean));
        } else {
            held.add(bean);
        }
    }

    /** {@code main} has ended, or will not end in time. */
    synchronized void mainEnded() {
        mainEnded = true;
        List<Object> several = held.stream().filter(this::hasTwin).toList();
        several.forEach(bean -> weak.add(new WeakReference<>(bean)));
        // by identity: the application's equals is not to be asked
        held.removeIf(bean -> several.stream().anyMatch(other -> other == bean));
    }

    private boolean hasTwin(Object bean) {
        return held.stream().anyMatch(other -> other != bean && other.getClass() == bean.getClass());
    }

    /** The living objects of this type, subtypes included. */
    synchronized List<Object> of(Class<?> type) {
        return all().stream().filter(type::isInstance).toList();
    }

    private List<Object> all() {
        List<Object> all = new ArrayList<>(held);
        for (WeakReference<Object> ref : weak) {
            Object bean = ref.get();
            if (bean != null) {
                all.add(bean);
            }
        }
        return all;
    }
}
