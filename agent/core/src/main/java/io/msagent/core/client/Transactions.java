package io.msagent.core.client;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.registry.Instance;
import java.util.LinkedHashMap;
import java.util.Map;
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

    Transactions(Notices notices) {
        this.notices = notices;
    }

    /** A body of a call may have run there. */
    void went(TransactionCall place, Instance to) {
        if (!place.open() || place.number().indexOf('.') >= 0) {
            return;
        }
        synchronized (this) {
            Map<String, Instance> instances = touched.get(place.id().value());
            if (instances == null) {
                instances = new TreeMap<>();
                touched.put(place.id().value(), instances);
                forgetOldest();
            }
            instances.put(to.id(), to);
        }
    }

    private void forgetOldest() {
        if (touched.size() > MOST) {
            touched.remove(touched.keySet().iterator().next());
        }
    }

    /** It has ended: tells those instances, in the background. */
    void ended(String id) {
        Map<String, Instance> instances;
        synchronized (this) {
            instances = touched.remove(id);
        }
        if (instances != null) {
            instances.values().forEach(instance -> notices.ended(instance, id));
        }
    }
}
