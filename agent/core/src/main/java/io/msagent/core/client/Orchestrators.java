package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import io.msagent.core.token.ClusterToken;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Which orchestrators there are. Safe for use by any thread. */
final class Orchestrators {
    private final Registry registry;
    private final ProvenInstances proven;

    /** @param token only who has it counts as an orchestrator */
    Orchestrators(Registry registry, ClusterToken token) {
        this.registry = registry;
        this.proven = new ProvenInstances(token);
    }

    /**
     * All that are registered, whatever their status. Looked up on a thread of its own, because the registry's time limit is
     * not the call's.
     *
     * @throws io.msagent.core.registry.RegistryException if the registry does not answer
     * @throws TimeoutException if the deadline comes first
     */
    List<Instance> lookUp(Deadline deadline) throws InterruptedException, TimeoutException {
        FutureTask<List<Instance>> task =
                new FutureTask<>(() -> proven.of(registry.lookUp(OrchestratorProvision.ORCHESTRATORS)).stream()
                        .filter(proven::isProven)
                        .toList());
        Thread thread = new Thread(null, task, "ms-agent-find-orchestrator", 0, false);
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(deadline.millisLeft(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Those that may be asked; those in doubt come last. */
    static List<Instance> callable(List<Instance> registered) {
        return registered.stream()
                .filter(i -> i.status().isCallable() || i.status() == Instance.Status.NODE_CRITICAL)
                .sorted(Comparator.comparing(Instance::status))
                .toList();
    }
}
