package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Since when programs are known: a new one may be tried at once, whatever became of the one before. Callers that differ in
 * their environment only bring the same program, and two that take turns bring no new one, so a crash loop of theirs is still
 * one. Used by the control thread alone.
 */
final class Launches {
    /** So many of a service are remembered. */
    private static final int MOST = 8;

    private final Map<String, Map<Program, Instant>> known = new HashMap<>();

    private record Program(String digest, List<String> command, String directory) {}

    /** Since when the launch's program is known; from now on, if it was not. */
    Instant since(StoredLaunch launch, Instant now) {
        Map<Program, Instant> programs = known.computeIfAbsent(launch.service(), service -> new LinkedHashMap<>());
        Program program = new Program(
                launch.digest(), launch.launch().command(), launch.launch().directory());
        Instant since = programs.remove(program);
        if (since == null) {
            since = now;
        }
        programs.put(program, since);
        if (programs.size() > MOST) {
            programs.remove(programs.keySet().iterator().next());
        }
        return since;
    }

    /** Forgets all other services. */
    void keepTo(Collection<String> services) {
        known.keySet().retainAll(services);
    }
}
