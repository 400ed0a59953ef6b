package io.msagent.orchestrator.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The latest deaths of each service. Safe for use by any thread. */
final class Deaths {
    private static final int REMEMBERED = 20;

    private final Map<String, List<Death>> byService = new ConcurrentHashMap<>();

    void add(Death death) {
        byService.merge(death.service(), List.of(death), (before, one) -> {
            List<Death> all = new ArrayList<>(before);
            all.addAll(one);
            return List.copyOf(all.subList(Math.max(0, all.size() - REMEMBERED), all.size()));
        });
    }

    /** Oldest first. */
    List<Death> of(String service) {
        return byService.getOrDefault(service, List.of());
    }
}
