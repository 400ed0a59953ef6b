package io.msagent.stateful.calls;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes something when it is first asked for. Safe for use by any thread. */
final class Once<T extends Object> implements Supplier<T> {
    private final Supplier<T> making;
    private @Nullable T made;

    Once(Supplier<T> making) {
        this.making = making;
    }

    @Override
    public synchronized T get() {
        T there = made;
        if (there == null) {
            there = making.get();
            made = there;
        }
        return there;
    }

    /** What was made, if anything was. */
    synchronized Optional<T> made() {
        return Optional.ofNullable(made);
    }
}
