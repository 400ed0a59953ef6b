package io.msagent.core.context;

import io.msagent.CallContextCarrier;
import io.msagent.CallContextCarrier.Restored;
import io.msagent.core.log.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** The carriers of one class loader of the application. Safe for use by any thread if they are. */
final class Carriers {
    private static final Restored NOTHING = () -> {};

    private final List<CallContextCarrier> carriers;

    private Carriers(List<CallContextCarrier> carriers) {
        this.carriers = carriers;
    }

    static Carriers none() {
        return new Carriers(List.of());
    }

    /**
     * Those that the loader's service files name, and then those that are configured.
     *
     * @throws ContextException if one of them cannot be made; the message says which and why
     */
    static Carriers of(ClassLoader loader, List<String> configured) {
        Map<String, CallContextCarrier> found = new LinkedHashMap<>();
        try {
            for (CallContextCarrier each : ServiceLoader.load(CallContextCarrier.class, loader)) {
                found.put(each.getClass().getName(), each);
            }
        } catch (Throwable e) { // of the application's own constructors too
            throw new ContextException(
                    "a carrier named in META-INF/services/" + CallContextCarrier.class.getName() + " cannot be made: "
                            + e,
                    e);
        }
        for (String name : configured) {
            if (!found.containsKey(name)) {
                found.put(name, make(name, loader));
            }
        }
        return new Carriers(List.copyOf(found.values()));
    }

    private static CallContextCarrier make(String name, ClassLoader loader) {
        try {
            return Class.forName(name, true, loader)
                    .asSubclass(CallContextCarrier.class)
                    .getConstructor()
                    .newInstance();
        } catch (Throwable e) {
            throw new ContextException(
                    "context.carriers: " + name + " (expected: a public class of the application that"
                            + " implements " + CallContextCarrier.class.getName()
                            + " and has a public constructor without"
                            + " parameters): " + e,
                    e);
        }
    }

    Carried capture() {
        if (carriers.isEmpty()) {
            return Carried.NONE;
        }
        Map<String, Map<String, String>> byCarrier = new LinkedHashMap<>();
        for (CallContextCarrier carrier : carriers) {
            String name = carrier.getClass().getName();
            try {
                Map<String, String> values = Map.copyOf(carrier.capture());
                if (!values.isEmpty()) {
                    byCarrier.put(name, values);
                }
            } catch (Throwable e) {
                throw new ContextException("the carrier " + name + " failed to capture its context: " + e, e);
            }
        }
        return Carried.of(byCarrier);
    }

    /** Puts everything in place, or nothing. */
    Restored restore(Carried carried) {
        if (carriers.isEmpty()) {
            return NOTHING;
        }
        Deque<Runnable> undo = new ArrayDeque<>();
        for (CallContextCarrier carrier : carriers) {
            String name = carrier.getClass().getName();
            try {
                Restored restored = carrier.restore(carried.of(name));
                undo.push(() -> close(name, restored));
            } catch (Throwable e) {
                undo.forEach(Runnable::run);
                throw new ContextException("the carrier " + name + " failed to restore its context: " + e, e);
            }
        }
        List<Runnable> inReverse = new ArrayList<>(undo);
        return () -> inReverse.forEach(Runnable::run);
    }

    private static void close(String name, Restored restored) {
        try {
            restored.close();
        } catch (Throwable e) {
            Log.write(
                    Log.Level.WARN,
                    "the carrier " + name + " failed to take its context back after a body; the call is not affected,"
                            + " but the next one on this thread may find the remains",
                    e);
        }
    }
}
