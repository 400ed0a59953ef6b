package io.msagent.core.runtime;

import org.jspecify.annotations.Nullable;

/**
 * Lets the agent itself enter a woven method so that its body runs here: the next entry of that method on this thread
 * does not go out. What the body calls goes out as always, the same method included.
 */
final class LocalEntry {
    private static final ThreadLocal<@Nullable Integer> NEXT = new ThreadLocal<>();

    private LocalEntry() {}

    /** The next entry of this method on this thread runs the body. */
    static void announce(int method) {
        NEXT.set(method);
    }

    /** Whether this entry was announced; an announcement holds for one entry. */
    static boolean take(int method) {
        Integer next = NEXT.get();
        if (next == null || next != method) {
            return false;
        }
        NEXT.remove();
        return true;
    }

    /** Takes an announcement back that was not used. */
    static void clear() {
        NEXT.remove();
    }
}
