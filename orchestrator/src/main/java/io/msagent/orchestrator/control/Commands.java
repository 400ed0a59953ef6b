package io.msagent.orchestrator.control;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.model.Edge;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What people and callers may ask of an orchestrator, whether or not it leads: it answers from its own observation, and
 * writes what is wished into the registry, where the leader finds it. Safe for use by any thread.
 *
 * <p>A wish returns when the registry has it, which is before it is fulfilled. Each throws {@link NoSuchTargetException}
 * if its target is not there, {@link IllegalArgumentException} if a value cannot be, and {@link
 * io.msagent.core.registry.RegistryException} if the registry is away; all messages are for people.
 */
public interface Commands {

    /** What was last observed. Never asks the registry. */
    Status status();

    /**
     * Past transitions, oldest first. Asks the registry.
     *
     * @param service of this service only; null: of all
     * @param after those with a greater id only; null: from the beginning
     * @param limit the latest so many, at least 1
     */
    List<Event> events(@Nullable String service, @Nullable String after, int limit);

    /** Who calls whom, as last observed; by caller and service. */
    List<Edge> graph();

    /**
     * Sets between which numbers a service is scaled.
     *
     * @param policy null: the orchestrator's own defaults again
     */
    void scale(String service, @Nullable Policy policy);

    /** Replaces all instances of a service that an orchestrator started, one at a time. */
    void restart(String service);

    /**
     * Takes an instance out of service until {@link #release}.
     *
     * @param reason for people
     */
    void quarantine(String id, String reason);

    /**
     * Ends what {@link #quarantine} or {@link #quiesce} began.
     *
     * @throws IllegalArgumentException if neither did, or its end is decided
     */
    void release(String id);

    /** Gives an instance no new calls until {@link #release}; those it has end normally. */
    void quiesce(String id);

    /**
     * Ends an instance in good order; replaced if its service wants so many.
     *
     * @throws IllegalArgumentException if no orchestrator started it
     */
    void retire(String id);

    /**
     * Gives a host no new instances and moves those it has away, or takes that back.
     *
     * @param draining whether, from now on
     */
    void drain(String host, boolean draining);

    /** Sees to it that an instance with the request's digest serves. The launch is stored only if none does yet. */
    CompletableFuture<Provided> provide(ProvideRequest request);

    /**
     * An instance that serves: one after the other, for all who ask.
     *
     * @param digest of the code that it must run; empty if any will do
     */
    Optional<Instance> locate(String service, String digest);

    /**
     * Where an instance's output is to be had.
     *
     * @param name an instance's id, or a service's name for its youngest instance
     * @return empty if no such instance is known; it may still have left output on this host
     */
    Optional<LogPlace> logPlace(String name);

    /**
     * Where output is to be had.
     *
     * @param instance the instance's id
     * @param host the instance's host
     * @param here whether that is this orchestrator's own host
     * @param admin base URL of the admin address of the orchestrator that supervises that host, which has proved in the
     *     registry to have the cluster token; empty if none does
     */
    record LogPlace(String instance, String host, boolean here, String admin) {}

    /** Whether an instance has ended, or nobody knows of it; false before anything was observed. Cheap. */
    boolean isOver(String id);

    /** Calls the listener, in the control thread, when {@link #status} has changed. It must not block. */
    Listening onStatus(Runnable listener);

    /** Calls the listener, in the control thread, with each new event. It must not block. */
    Listening onEvent(Consumer<Event> listener);

    /** Ends the listening when closed. */
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
