package io.msagent.bridge;

import org.jspecify.annotations.Nullable;

/**
 * The calls that woven code makes. Until the agent has installed its {@link Hook} every method runs its own body.
 *
 * <p>Holds one reference and nothing else; see the package's description for what must never be added.
 */
public final class Bridge {
    private static volatile @Nullable Hook hook;

    private Bridge() {}

    /** Connects woven code with the agent, once per process; later calls change nothing and return false. */
    public static synchronized boolean install(Hook newHook) {
        if (hook != null) {
            return false;
        }
        hook = newHook;
        return true;
    }

    /** Woven at the start of a marked method: whether this call goes out. */
    public static boolean leaves(int method) {
        Hook h = hook;
        return h != null && h.leaves(method);
    }

    /** Woven behind {@link #leaves}: see {@link Hook#call}. */
    public static Object @Nullable [] call(int method, @Nullable Object receiver, @Nullable Object[] arguments)
            throws Throwable {
        Hook h = hook;
        return h == null ? null : h.call(method, receiver, arguments);
    }

    /** Woven at the start of {@code main}: see {@link Hook#enterMain}. */
    public static boolean enterMain() {
        Hook h = hook;
        return h != null && h.enterMain();
    }

    /** Woven at the normal end of {@code main}: see {@link Hook#leaveMain}. */
    public static void leaveMain() {
        Hook h = hook;
        if (h != null) {
            h.leaveMain();
        }
    }

    /** Woven at the end of a receiver's constructors: see {@link Hook#born}. */
    public static void born(Object receiver) {
        Hook h = hook;
        if (h != null) {
            h.born(receiver);
        }
    }
}
