package io.msagent.stateful.calls;

import io.msagent.stateful.holding.Handed.KeyState;
import io.msagent.stateful.turn.Turn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What there is of one key. Belongs to its partition's lock. */
final class KeyPlace {
    final String key;
    final Turn<Visit> turn = new Turn<>(Visit::place);
    /** By class. */
    private final Map<String, KeyObject> objects = new HashMap<>(2);
    /** States that were handed over and that nobody has asked for yet, by class. */
    private final Map<String, byte[]> handed = new HashMap<>(0);

    boolean durable;
    boolean keyedByTransaction;
    /** The transaction that is its key has ended. */
    boolean over;

    KeyPlace(String key) {
        this.key = key;
    }

    @Nullable
    KeyObject object(String className) {
        return objects.get(className);
    }

    void put(String className, KeyObject object) {
        objects.put(className, object);
        handed.remove(className);
    }

    void adopt(KeyState state) {
        handed.put(state.className(), state.state());
        keyedByTransaction |= state.ofTransaction();
    }

    byte @Nullable [] handed(String className) {
        return handed.get(className);
    }

    /** The object is not to be used any more. */
    void discard(String className, KeyObject object) {
        object.spoiled = true;
        objects.remove(className, object);
    }

    void forgetObjects() {
        objects.clear();
        handed.clear();
    }

    boolean hasObjects() {
        return !objects.isEmpty();
    }

    boolean isEmpty() {
        return turn.isIdle() && objects.isEmpty() && handed.isEmpty();
    }

    /** Those of its classes' objects. */
    List<MemoryState> states() {
        List<MemoryState> states = new ArrayList<>();
        objects.forEach(
                (className, object) -> states.add(new MemoryState(key, className, keyedByTransaction, object, null)));
        handed.forEach(
                (className, state) -> states.add(new MemoryState(key, className, keyedByTransaction, null, state)));
        return states;
    }
}
