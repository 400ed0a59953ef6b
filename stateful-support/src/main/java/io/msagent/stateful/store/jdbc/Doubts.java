package io.msagent.stateful.store.jdbc;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Partitions with a commit of which this process does not know the end. The database may still be at it: "there is no such
 * outcome" is true only after it has let go of the partition's row. Safe for use by any thread.
 */
final class Doubts {
    private final ConcurrentMap<String, Long> doubts = new ConcurrentHashMap<>();

    void add(String service, int partition) {
        doubts.merge(name(service, partition), 1L, Long::sum);
    }

    /** Something that stands for those there are now; null if there are none. */
    @Nullable
    Long of(String service, int partition) {
        return doubts.get(name(service, partition));
    }

    /** They are gone, unless more have come since. */
    void remove(String service, int partition, Long those) {
        doubts.remove(name(service, partition), those);
    }

    private static String name(String service, int partition) {
        return service + "/" + partition;
    }
}
