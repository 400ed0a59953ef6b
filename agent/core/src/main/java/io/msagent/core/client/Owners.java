package io.msagent.core.client;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which instance of one service owns which partition, as far as this process has heard: from who answered, and from who was
 * named as the owner. Nothing relies on it but where to ask first. Safe for use by any thread.
 */
final class Owners {
    private final AtomicReferenceArray<@Nullable String> ids = new AtomicReferenceArray<>(Partitions.COUNT);

    /** Who owns it by the last word; where there is none, or that instance is gone, who is to own it; null if nobody is. */
    @Nullable
    Instance of(int partition, ServiceMethod method, Known known, Code code) {
        String id = ids.get(partition);
        Instance heard = id == null ? null : known.find(id);
        return heard == null ? wanted(partition, method.service(), known, code) : heard;
    }

    /** Providers ask the same question about all instances, whatever their code; a caller can use only those of its own. */
    private static @Nullable Instance wanted(int partition, String service, Known known, Code code) {
        List<Instance> callable =
                known.instances().stream().filter(i -> i.status().isCallable()).toList();
        Instance of = heaviest(partition, service, callable);
        return of != null && code.runsIn(of) ? of : heaviest(partition, service, known.usable(code));
    }

    private static @Nullable Instance heaviest(int partition, String service, Collection<Instance> among) {
        String id = Partitions.owner(
                service, partition, among.stream().map(Instance::id).toList());
        return among.stream().filter(i -> i.id().equals(id)).findFirst().orElse(null);
    }

    /** It owns the partition, or somebody says so. */
    void heard(int partition, String id) {
        ids.set(partition, id);
    }

    /** It does not own it, or cannot be asked. */
    void isNot(int partition, String id) {
        if (id.equals(ids.get(partition))) {
            ids.set(partition, null);
        }
    }
}
