package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.orchestrator.lead.Lease;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.spawn.SpawnException;
import io.msagent.orchestrator.spawn.SpawnRequest;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.ProcessRecord.Ending;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts a process. Before that the registry must have taken an intent: only from this host's supervisor, and only if the
 * leader's decision still stands. After it the child's environment says whose it is, so that a supervisor that dies at any
 * point leaves nothing unknown.
 */
final class Starter {
    private final Identity identity;
    private final Store store;
    private final Spawner spawner;
    private final Children children;

    Starter(Identity identity, Store store, Spawner spawner, Children children) {
        this.identity = identity;
        this.store = store;
        this.spawner = spawner;
        this.children = children;
    }

    /** What became of it; null if it must not be started, or not now. */
    @Nullable
    ProcessRecord start(SpawnRecord record, Kept kept, Lease lease, Instant now) {
        ProcessRecord intent = ProcessRecord.intent(identity.id());
        StoredLaunch launch = kept.get(Kind.LAUNCH, record.service());
        if (launch == null || !launch.digest().equals(record.digest())) {
            return over(intent, "its launch has been replaced or removed meanwhile", now);
        }
        Registry.Fence fence = lease.fence();
        if (fence == null
                || !store.commit(
                        List.of(
                                store.stillThere(Kind.SPAWN, record.id(), kept),
                                store.put(Kind.PROCESS, record.id(), intent)),
                        fence)) {
            return null;
        }
        // the decision was written again, so it has another index now
        kept.put(Kind.SPAWN, record.id(), record);
        if (!lease.held()) {
            return null; // this process stood still, and another may supervise by now
        }
        try {
            Spawned spawned = spawner.spawn(new SpawnRequest(
                    record.id(),
                    launch.launch().command(),
                    launch.launch().directory(),
                    ChildEnvironment.of(launch, record.id(), identity)));
            return started(spawned, intent);
        } catch (SpawnException e) {
            return over(intent, "could not be started: " + e.getMessage(), now);
        } catch (RuntimeException | Error e) {
            // as of a machine without threads; by then the process may run, and must not be started again
            Log.write(Log.Level.ERROR, "start of " + record.id(), e);
            Spawned spawned = spawner.findAll(Set.of(record.id())).get(record.id());
            return spawned == null ? over(intent, "could not be started: " + e, now) : started(spawned, intent);
        }
    }

    private ProcessRecord started(Spawned spawned, ProcessRecord intent) {
        Log.info("started " + spawned.id() + " (pid " + spawned.pid() + ")");
        children.add(spawned);
        return intent.with(spawned.pid(), spawned.started());
    }

    private static ProcessRecord over(ProcessRecord intent, String how, Instant now) {
        return intent.with(new Ending(now.toString(), how, ""));
    }
}
