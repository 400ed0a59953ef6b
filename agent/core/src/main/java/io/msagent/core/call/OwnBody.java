package io.msagent.core.call;

import org.jspecify.annotations.Nullable;

/**
 * The body of a stateful method that the current thread runs. What it calls with the same key on its own object is part of
 * its own run.
 *
 * @param service the service
 * @param key whose turn it is
 * @param object what it runs on; null: the provider's own
 */
public record OwnBody(String service, String key, @Nullable Object object) {
    private static final ThreadLocal<@Nullable OwnBody> CURRENT = new ThreadLocal<>();

    /** That of this thread; null if it runs none. */
    public static @Nullable OwnBody current() {
        return CURRENT.get();
    }

    /** Makes this the thread's until the scope is closed; scopes nest. */
    public Scope open() {
        OwnBody before = CURRENT.get();
        CURRENT.set(this);
        return () -> {
            if (before == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(before);
            }
        };
    }

    /** Ends what {@link #open} began; on the same thread. */
    @FunctionalInterface
    public interface Scope extends AutoCloseable {
        /** Of a body that is none of these. */
        Scope NONE = () -> {};

        @Override
        void close();
    }
}
