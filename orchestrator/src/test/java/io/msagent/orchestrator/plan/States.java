package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the tests of the plan share. */
final class States {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Limits LIMITS = Limits.standard(Duration.ofSeconds(60), Duration.ofSeconds(10));
    static final long GB = 1L << 30;

    private States() {}

    /** A host with so many cores and memory without end. */
    static HostState host(String name, int cores) {
        return new HostState(name, cores, 0, 0, false, true, "o");
    }

    static HostState draining(String name) {
        return new HostState(name, 4, 0, 0, true, true, "o");
    }

    static HostState alone(String name) {
        return new HostState(name, 4, 0, 0, false, false, "o");
    }

    static HostState memory(String name, int cores, long total, long available) {
        return new HostState(name, cores, total, available, false, true, "o");
    }

    /** What follows for the one service, in a few words. */
    static List<String> plan(AService service, HostState... hosts) {
        return new Planner(LIMITS)
                .plan(new Snapshot(List.of(service.build()), List.of(hosts)), NOW).stream()
                        .map(States::text)
                        .toList();
    }

    private static String text(Action action) {
        if (action instanceof Action.Assign assign) {
            return "start on " + assign.host();
        } else if (action instanceof Action.End end) {
            return (end.stop().failed() ? "fail" : "end") + (end.stop().force() ? "! " : " ") + end.id();
        } else if (action instanceof Action.Deregister deregister) {
            return "deregister " + deregister.registrationId();
        } else if (action instanceof Action.Forget forget) {
            return "forget " + forget.id();
        } else if (action instanceof Action.Desire desire) {
            return (desire.scaling() ? "scale to " : "set to ") + desire.count() + ": " + desire.reason();
        } else if (action instanceof Action.GiveUp giveUp) {
            return "give up until " + giveUp.until();
        } else if (action instanceof Action.Stuck stuck) {
            return "stuck: " + stuck.reason();
        }
        return "restarted";
    }
}
