package io.msagent;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The call whose body the current thread runs in a provider: for an application's log lines, metrics and decisions. Safe
 * for use by any thread; a thread that the body starts itself has no call.
 */
public interface CurrentCall {

    /** Empty outside of a provider's body, and without the agent. */
    static Optional<CurrentCall> find() {
        Supplier<? extends @Nullable CurrentCall> source = Source.current;
        return source == null ? Optional.empty() : Optional.ofNullable(source.get());
    }

    /** The call id, a UUID in lower case: the same at the caller, for every attempt, and in the agent's log lines. */
    String id();

    /** Name of the service that was called. */
    String service();

    /** How many calls deep this one is nested; 0 for a call that no body made. */
    int depth();

    /** How long the caller still waits; zero if its deadline has passed. */
    Duration timeLeft();

    /** Id of the {@link Transaction} that the call belongs to; empty if it is in none. */
    default Optional<String> transaction() {
        return Optional.empty();
    }

    /**
     * Of a {@link Microservice#stateful stateful} call, the epoch of the lease under which its body runs. It grows each time
     * that the key gets another owner, so a store that refuses a write with a lower epoch than it has seen refuses those of
     * former owners: a fencing token. Empty for other calls.
     */
    default OptionalLong epoch() {
        return OptionalLong.empty();
    }

    /** Where {@link #find} looks; the agent's matter. */
    final class Source {
        private static volatile @Nullable Supplier<? extends @Nullable CurrentCall> current;

        private Source() {}

        /** Called by the agent when it starts; an application has no reason to. */
        public static void set(Supplier<? extends @Nullable CurrentCall> source) {
            current = source;
        }
    }
}
