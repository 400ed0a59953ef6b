package io.msagent.it.stateful;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Who has which partition of a service, as the registry has it. */
record Leases(Registry registry, String service) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Partitions that somebody holds, each with the holder's process; 0 for one that is not registered. */
    Map<String, Long> holders() {
        Map<String, Long> pids = new TreeMap<>();
        for (Instance instance : registry.lookUp(service)) {
            pids.put(instance.id(), Long.parseLong(instance.meta().getOrDefault("pid", "0")));
        }
        Map<String, Long> holders = new TreeMap<>();
        registry.list("ms-agent-leases/" + service + "/").forEach((key, entry) -> {
            if (entry.session() != null) {
                holders.put(
                        key.substring(key.lastIndexOf('/') + 1),
                        pids.getOrDefault(read(entry).path("instance").asText(), 0L));
            }
        });
        return holders;
    }

    /** The process that has this key; 0 if nobody has. */
    long holderOf(String key) {
        return holders().entrySet().stream()
                .filter(holder -> Integer.parseInt(holder.getKey()) == Partitions.of(key))
                .mapToLong(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
    }

    /** Whether every partition is held, and each of these processes, and nobody else, holds some. */
    boolean areSharedBy(Collection<Long> processes) {
        Map<String, Long> holders = holders();
        return holders.size() == Partitions.COUNT
                && Set.copyOf(holders.values()).equals(Set.copyOf(processes));
    }

    private static JsonNode read(Registry.Entry entry) {
        try {
            return JSON.readTree(entry.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
