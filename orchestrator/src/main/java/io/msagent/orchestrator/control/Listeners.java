package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear of something. Safe for use by any thread. */
final class Listeners<T> {
    private final List<Consumer<T>> all = new CopyOnWriteArrayList<>();

    Commands.Listening add(Consumer<T> listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void tell(T what) {
        for (Consumer<T> listener : all) {
            try {
                listener.accept(what);
            } catch (RuntimeException e) {
                Log.write(Log.Level.WARN, "a listener failed", e);
            }
        }
    }
}
