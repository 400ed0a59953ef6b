package io.msagent.core.client;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.registry.Instance;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where stateful calls of open transactions went, so that those instances can be told of the end. Only of what this process
 * has begun itself: a nested call keeps its transaction open no longer than it runs. Of more than 10,000 transactions the
 * oldest are forgotten: instances notice themselves when nothing comes any more. Safe for use by any thread.
 */
final class Transactions {
    private static final int MOST = 10_000;

    private final Notices notices;
    /** By transaction, then by id of the instance; guarded by this. */
    private final Map<String, Map<String, Instance>> touched = new LinkedHashMap<>();
    /** Some of their calls may still be under way: nobody has waited for those. Guarded by this. */
    private final Set<String> ended = new LinkedHashSet<>();

    Transactions(Notices notices) {
        this.notices = notices;
    }

    /** A body of a call may have run there. */
    void went(TransactionCall place, Instance to) {
        if (!place.open() || place.number().indexOf('.') >= 0) {
            return;
        }
        String id = place.id().value();
        if (remember(id, to)) {
            notices.ended(to, id);
        }
    }

    /** Returns whether it has ended already. */
    private synchronized boolean remember(String id, Instance to) {
        if (ended.contains(id)) {
            return true;
        }
        touched.computeIfAbsent(id, unused -> new TreeMap<>()).put(to.id(), to);
        dropOldest(touched.keySet());
        return false;
    }

    private static void dropOldest(Set<String> ids) {
        if (ids.size() > MOST) {
            ids.remove(ids.iterator().next());
        }
    }

    /** It has ended: tells those instances, in the background. */
    void ended(String id) {
        Map<String, Instance> instances;
        synchronized (this) {
            instances = touched.remove(id);
            ended.add(id);
            dropOldest(ended);
        }
        if (instances != null) {
            instances.values().forEach(instance -> notices.ended(instance, id));
        }
    }
}
