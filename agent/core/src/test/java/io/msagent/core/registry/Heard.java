package io.msagent.core.registry;

import io.msagent.core.registry.Instance.Status;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener that remembers what it heard. */
final class Heard {
    final List<List<Instance>> lists = new CopyOnWriteArrayList<>();
    final List<RegistryException> losses = new CopyOnWriteArrayList<>();

    Subscriptions.Subscription watch(Subscriptions registry, String service) {
        return registry.watch(service, lists::add, losses::add);
    }

    /** What it heard last, as status by id; null if nothing yet. */
    Map<String, Status> last() {
        if (lists.isEmpty()) {
            return null;
        }
        Map<String, Status> last = new TreeMap<>();
        lists.get(lists.size() - 1).forEach(instance -> last.put(instance.id(), instance.status()));
        return last;
    }
}
