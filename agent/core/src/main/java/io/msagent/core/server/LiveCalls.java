package io.msagent.core.server;

import io.msagent.core.call.CallId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The calls that wait or run, by id, so that they can be cancelled. An idempotent call whose answer was lost may be here
 * twice. Safe for use by any thread.
 */
final class LiveCalls {
    private final ConcurrentMap<CallId, List<Live>> runs = new ConcurrentHashMap<>();

    void add(CallId id, Live run) {
        runs.merge(id, List.of(run), (there, added) -> {
            List<Live> all = new ArrayList<>(there);
            all.addAll(added);
            return List.copyOf(all);
        });
    }

    void remove(CallId id, Live run) {
        runs.computeIfPresent(id, (key, there) -> {
            if (there.size() == 1) {
                return there.get(0) == run ? null : there;
            }
            List<Live> rest = there.stream().filter(each -> each != run).toList();
            return rest.isEmpty() ? null : rest;
        });
    }

    List<Live> of(CallId id) {
        return runs.getOrDefault(id, List.of());
    }
}
