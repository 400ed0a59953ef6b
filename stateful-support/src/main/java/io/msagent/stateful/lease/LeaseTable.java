package io.msagent.stateful.lease;

import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The locks of a service's partitions as the registry had them at a moment. */
final class LeaseTable {
    /** Apart from all else of ours, which orchestrators read whole and often. */
    private static final String PREFIX = "ms-agent-leases/";

    private static final Seen NONE = new Seen(null, 0, null);

    private final String service;
    private final Map<String, Entry> entries;

    /**
     * A lock.
     *
     * @param value null if the key is not there, or nothing of ours stands there
     * @param index modify index; 0 if the key is not there
     * @param session by which it is held; null if it is not
     */
    record Seen(
            @Nullable LeaseValue value,
            long index,
            @Nullable String session) {
        boolean isHeldBy(Term term) {
            return term.id().equals(session);
        }
    }

    private LeaseTable(String service, Map<String, Entry> entries) {
        this.service = service;
        this.entries = entries;
    }

    static LeaseTable read(Registry registry, String service) {
        return new LeaseTable(service, registry.list(PREFIX + service + "/"));
    }

    static String key(String service, int partition) {
        return PREFIX + service + "/" + (partition < 10 ? "0" : "") + partition;
    }

    static String epochKey(String service) {
        return PREFIX + service + "/epoch";
    }

    Seen of(int partition) {
        Entry entry = entries.get(key(service, partition));
        return entry == null ? NONE : new Seen(LeaseValue.read(entry.value()), entry.modifyIndex(), entry.session());
    }

    /** Whether there are partitions of which nobody has ever had the lock, as far as the registry knows. */
    boolean isIncomplete() {
        return IntStream.range(0, Partitions.COUNT)
                .anyMatch(partition -> of(partition).index() == 0);
    }

    /** By partition who holds it, or is to take it next; without those of one instance. */
    Map<Integer, String> owners(String without) {
        Map<Integer, String> owners = new TreeMap<>();
        for (int partition = 0; partition < Partitions.COUNT; partition++) {
            Seen seen = of(partition);
            LeaseValue value = seen.value();
            String owner = value == null ? null : seen.session() == null ? value.heir() : value.instance();
            if (owner != null && !owner.equals(without)) {
                owners.put(partition, owner);
            }
        }
        return owners;
    }
}
