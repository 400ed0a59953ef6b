package io.msagent.orchestrator;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.store.OrchestratorInfo;
import java.util.function.Predicate;

/** Whether the registry hears from an orchestrator of this host; one that is away hears from nobody. */
final class Beats implements Predicate<OrchestratorInfo> {
    private final Registry registry;
    private final String service;
    private final String host;

    Beats(Registry registry, String service, String host) {
        this.registry = registry;
        this.service = service;
        this.host = host;
    }

    @Override
    public boolean test(OrchestratorInfo info) {
        try {
            return registry.lookUp(service).stream()
                    .filter(i -> host.equals(i.meta().get(InstanceMeta.HOST))
                            && Long.toString(info.pid()).equals(i.meta().get(InstanceMeta.PID)))
                    .anyMatch(i -> i.status() == Instance.Status.PASSING || i.status() == Instance.Status.WARNING);
        } catch (RegistryException e) {
            return false;
        }
    }
}
