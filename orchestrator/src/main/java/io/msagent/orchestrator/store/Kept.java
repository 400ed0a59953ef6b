package io.msagent.orchestrator.store;

import io.msagent.orchestrator.model.Event;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the registry held at one moment, verified. Immutable but for {@link #put} and {@link #remove}, by which who has just
 * written something sees it without reading again; so used by one thread at a time.
 */
public final class Kept {
    private final Map<Kind<?>, Map<String, Object>> values;
    private final Map<String, String> refused;
    private final Map<String, Long> indexes;
    private final Map<String, LockHolder> locks;
    private final @Nullable String epoch;
    private final byte[] latestEvents;

    Kept(
            Map<Kind<?>, Map<String, Object>> values,
            Map<String, String> refused,
            Map<String, Long> indexes,
            Map<String, LockHolder> locks,
            @Nullable String epoch,
            byte[] latestEvents) {
        this.values = values;
        this.refused = refused;
        this.indexes = indexes;
        this.locks = locks;
        this.epoch = epoch;
        this.latestEvents = latestEvents;
    }

    /** An empty registry. */
    public static Kept nothing() {
        return new Kept(new HashMap<>(), Map.of(), new HashMap<>(), Map.of(), null, new byte[0]);
    }

    /** All values of a kind, by name. */
    @SuppressWarnings("unchecked") // put by put() and by Store, under the kind of their type
    public <T> Map<String, T> all(Kind<T> kind) {
        return (Map<String, T>) values.computeIfAbsent(kind, k -> new HashMap<>());
    }

    /** A value, or null if there is none. */
    public <T> @Nullable T get(Kind<T> kind, String name) {
        return all(kind).get(name);
    }

    /** Notes what was written. */
    public <T> void put(Kind<T> kind, String name, T value) {
        all(kind).put(name, value);
        indexes.remove(kind.key(name));
    }

    /** The modify index of a value as it was read; null if it was not, or has been written since. */
    @Nullable
    Long index(Kind<?> kind, String name) {
        return indexes.get(kind.key(name));
    }

    /** Notes what was removed. */
    public void remove(Kind<?> kind, String name) {
        all(kind).remove(name);
    }

    /** Why a launch is not used, by service. */
    public Map<String, String> refused() {
        return refused;
    }

    /** Who holds the lock on leading; empty if nobody does. */
    public Optional<LockHolder> leader() {
        return holder(Store.LEADER);
    }

    /** Who holds the lock on a host's processes; empty if nobody does. */
    public Optional<LockHolder> supervisor(String host) {
        return holder(Store.HOST_LOCK + host);
    }

    private Optional<LockHolder> holder(String key) {
        return Optional.ofNullable(locks.get(key));
    }

    /** Differs when the registry began anew; null if it has no mark yet. */
    public @Nullable String epoch() {
        return epoch;
    }

    /** The latest events of all services, as {@link EventLog} wrote them. */
    List<Event> latestEvents() {
        return EventLog.parse(latestEvents);
    }
}
