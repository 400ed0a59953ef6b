package io.msagent.core.registry;

import java.util.List;
import java.util.function.Consumer;

/**
 * Hearing of instances: look up once, then hear of changes. It is the only part of the registry that is on the way of
 * calls; callers and the orchestrator hear of instances through nothing else, so that another publisher than the registry
 * could serve it. What they rely on is the test suite {@code SubscriptionsContract}, which names no registry. Safe for
 * use by any thread.
 */
public interface Subscriptions {

    /**
     * Hears of a service's instances: at once, and whenever they change.
     *
     * <p>The listener is called by one thread of the connector at a time, with all instances whatever their status. All
     * who watch a service through one connector share one query and its thread, so a listener must not block; who comes
     * later is told at once what is known, and if it is so, that it is lost.
     * While the registry is away it is not called, so the caller keeps what it last knew; the connector goes on trying.
     *
     * @param onLost called when the registry stops answering, or answers as one that began anew (what it told before may
     *     be gone from it and be there all the same); not again before it has answered
     */
    Subscription watch(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost);

    /** A running {@link Subscriptions#watch}. */
    interface Subscription extends AutoCloseable {
        /** Ends it; the listener is not called after this returns, save for a call already under way. */
        @Override
        void close();
    }
}
