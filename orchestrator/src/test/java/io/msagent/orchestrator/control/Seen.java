package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.Standing;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Traits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Short words for what may be seen. */
final class Seen {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

    private Seen() {}

    static ServiceState service(InstanceState... instances) {
        return new ServiceState(
                "s", "d1", NOW, null, Policy.standard(), 1, false, null, Set.of(), List.of(instances), History.NONE);
    }

    static InstanceState serving(String id, String digest) {
        return instance(
                id,
                digest,
                State.SERVING,
                List.of(new Instance(
                        "reg-" + id,
                        "s",
                        "127.0.0.1",
                        1,
                        Map.of(InstanceMeta.DIGEST, digest),
                        Instance.Status.PASSING,
                        "")));
    }

    static InstanceState starting(String id, String digest) {
        return instance(id, digest, State.STARTING, List.of());
    }

    private static InstanceState instance(String id, String digest, State state, List<Instance> registrations) {
        return new InstanceState(
                id,
                "s",
                "h",
                digest,
                new Sighting(
                        true,
                        Sighting.Life.ALIVE,
                        registrations.isEmpty() ? Sighting.Registered.NO : Sighting.Registered.CALLABLE,
                        "",
                        Sighting.Probe.ANSWERS,
                        true,
                        false,
                        null,
                        NOW,
                        null,
                        ""),
                new Standing(state, "", NOW, state.serves()),
                registrations,
                Traits.UNKNOWN,
                null,
                null,
                NOW,
                1,
                "",
                "o");
    }
}
