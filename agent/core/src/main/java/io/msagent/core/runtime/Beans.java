package io.msagent.core.runtime;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The objects that the application's {@code main} built and that served methods may run on. While {@code main} runs all
 * are held; when it has ended, an object that is the only one of its class stays, because a small {@code main} keeps it
 * in nothing but a variable; of several, those that the application gives up are no candidates. Thread-safe.
 */
final class Beans {
    private final Set<Object> held = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<WeakReference<Object>> weak = new ArrayList<>();
    private boolean mainEnded;

    synchronized void add(Object bean) {
        if (held.contains(bean) || weak.stream().anyMatch(ref -> ref.refersTo(bean))) {
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
        Map<Class<?>, Long> count =
                held.stream().collect(Collectors.groupingBy(Object::getClass, Collectors.counting()));
        held.removeIf(bean -> {
            boolean several = count.getOrDefault(bean.getClass(), 0L) > 1;
            if (several) {
                weak.add(new WeakReference<>(bean));
            }
            return several;
        });
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
