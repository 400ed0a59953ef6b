package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.observe.Watches;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import io.msagent.orchestrator.store.Store;
import io.msagent.orchestrator.store.StoredLaunch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Makes a plan known: decisions in the registry, each whole, and only while this orchestrator leads. Carrying them out is
 * the supervisors' affair. Used by the control thread alone.
 */
final class Leader {
    private final Identity identity;
    private final Store store;
    private final Watches watches;
    private final Journal journal;
    private final Transitions words;
    private final Histories histories;
    private final Ids ids = new Ids();
    private final Once once = new Once();

    Leader(Identity identity, Store store, Watches watches, Journal journal, Transitions words) {
        this.identity = identity;
        this.store = store;
        this.watches = watches;
        this.journal = journal;
        this.words = words;
        this.histories = new Histories(store, identity.host());
    }

    /** What came of a round. */
    enum Outcome {
        /** Nothing had to be decided. */
        QUIET,
        DECIDED,
        /** The registry says that another leads. */
        REFUSED
    }

    /** What was decided stands in the observation's records afterwards; if it was refused, they are not to be used. */
    Outcome round(Observation seen, List<Action> plan, Registry.Fence fence, Instant now) {
        Kept kept = seen.kept();
        List<List<Write>> decisions = new ArrayList<>(histories.newDeaths(seen, now));
        decisions.addAll(Orphans.removed(kept, store));
        forgetRetired(kept, decisions);
        satisfied(seen, decisions);
        stamp(kept, decisions, now);
        for (Action action : plan) {
            List<Write> decision = decide(action, kept, now);
            if (!decision.isEmpty()) {
                decisions.add(decision);
            }
        }
        try {
            if (store.commitAll(decisions, fence) < decisions.size()) {
                Log.warn(identity.id() + " does not lead any more: its decisions were refused");
                return Outcome.REFUSED;
            }
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.AWAY) {
                throw e;
            }
            // a registry that is full takes no starts, but must hear of ends
            oneByOne(decisions, fence);
            boolean unused = clear(plan, kept, fence, now);
            throw e;
        }
        boolean cleared = clear(plan, kept, fence, now);
        return decisions.isEmpty() && !cleared ? Outcome.QUIET : Outcome.DECIDED;
    }

    private void oneByOne(List<List<Write>> decisions, Registry.Fence fence) {
        for (List<Write> decision : decisions) {
            try {
                boolean unused = store.commit(decision, fence);
            } catch (RegistryException e) {
                if (e.kind() == RegistryException.Kind.AWAY) {
                    throw e;
                }
                Log.debug("a decision was refused: " + e.getMessage());
            }
        }
    }

    private List<Write> decide(Action action, Kept kept, Instant now) {
        if (action instanceof Action.Assign assign) {
            return assign(assign, kept, now);
        }
        if (action instanceof Action.End end) {
            return end(end.id(), end.stop(), kept, now);
        }
        if (action instanceof Action.Desire desire) {
            return desire(desire, kept, now);
        }
        if (action instanceof Action.Restarted restarted) {
            kept.remove(Kind.RESTART, restarted.service());
            journal.add(
                    words.ofService(restarted.service(), "", "restarted", "all its instances have been replaced", now));
            return List.of(store.delete(Kind.RESTART, restarted.service()));
        }
        return List.of();
    }

    private List<Write> assign(Action.Assign assign, Kept kept, Instant now) {
        StoredLaunch launch = kept.get(Kind.LAUNCH, assign.service());
        if (launch == null) {
            return List.of();
        }
        SpawnRecord spawn = new SpawnRecord(
                ids.next(assign.service()),
                assign.service(),
                launch.digest(),
                assign.host(),
                identity.id(),
                now.toString(),
                assign.reason(),
                Halt.NONE);
        kept.put(Kind.SPAWN, spawn.id(), spawn);
        return List.of(store.create(Kind.SPAWN, spawn.id(), spawn));
    }

    private List<Write> end(String id, Stop stop, Kept kept, Instant now) {
        SpawnRecord spawn = kept.get(Kind.SPAWN, id);
        if (spawn == null) {
            return List.of();
        }
        SpawnRecord ended = spawn.with(new Halt(
                stop.at().toString(),
                stop.force(),
                stop.failed(),
                stop.reason(),
                stop.patience().toMillis()));
        kept.put(Kind.SPAWN, id, ended);
        List<Write> writes = new ArrayList<>(List.of(store.put(Kind.SPAWN, id, ended)));
        if (kept.get(Kind.RETIRE, id) != null) {
            writes.add(store.delete(Kind.RETIRE, id));
            kept.remove(Kind.RETIRE, id);
        }
        if (stop.failed()) {
            writes.addAll(histories.failed(ended, kept, now));
        }
        return writes;
    }

    private List<Write> desire(Action.Desire desire, Kept kept, Instant now) {
        String service = desire.service();
        Kind.Count before = kept.get(Kind.DESIRED, service);
        Kind.Count count = new Kind.Count(desire.count());
        kept.put(Kind.DESIRED, service, count);
        List<Write> writes = new ArrayList<>(List.of(store.put(Kind.DESIRED, service, count)));
        if (desire.scaling()) {
            writes.addAll(histories.scaled(service, before == null ? 0 : before.count(), desire.count(), kept, now));
        }
        journal.add(words.ofService(
                service,
                before == null ? "" : Integer.toString(before.count()),
                "scaled",
                "to " + desire.count() + ": " + desire.reason(),
                now));
        return writes;
    }

    /** Wishes to end what is ended already; the others are fulfilled with the plan's decisions. */
    private void forgetRetired(Kept kept, List<List<Write>> decisions) {
        for (String id : List.copyOf(kept.all(Kind.RETIRE).keySet())) {
            SpawnRecord spawn = kept.get(Kind.SPAWN, id);
            if (spawn == null || spawn.stop().decided()) {
                kept.remove(Kind.RETIRE, id);
                decisions.add(List.of(store.delete(Kind.RETIRE, id)));
            }
        }
    }

    /** Whose starts are older than a restart is told by one clock: that by which they were decided. */
    private void stamp(Kept kept, List<List<Write>> decisions, Instant now) {
        kept.all(Kind.RESTART).replaceAll((service, mark) -> {
            if (!mark.equals(Kind.Mark.NEW)) {
                return mark;
            }
            Kind.Mark stamped = new Kind.Mark(now.toString());
            decisions.add(List.of(store.put(Kind.RESTART, service, stamped)));
            return stamped;
        });
    }

    /** Who waits is answered by an instance that serves; until then its service must not go to rest again. */
    private void satisfied(Observation seen, List<List<Write>> decisions) {
        if (seen.kept().all(Kind.DEMAND).isEmpty()) {
            return;
        }
        for (ServiceState service : seen.snapshot().services()) {
            boolean serves = service.instances().stream()
                    .anyMatch(instance -> instance.serves(Objects.requireNonNullElse(service.digest(), "")));
            if (service.demanded()
                    && ((service.desired() > 0 && serves) || service.policy().max() == 0)) {
                seen.kept().remove(Kind.DEMAND, service.name());
                decisions.add(List.of(store.delete(Kind.DEMAND, service.name())));
            }
        }
    }

    /** Registrations first: what is forgotten cannot be cleared away any more. */
    private boolean clear(List<Action> plan, Kept kept, Registry.Fence fence, Instant now) {
        List<List<Write>> forgotten = new ArrayList<>();
        for (Action action : plan) {
            if (action instanceof Action.Deregister deregister) {
                deregister(deregister.registrationId(), now);
            } else if (action instanceof Action.Forget forget) {
                kept.remove(Kind.SPAWN, forget.id());
                kept.remove(Kind.PROCESS, forget.id());
                forgotten.add(List.of(store.delete(Kind.SPAWN, forget.id()), store.delete(Kind.PROCESS, forget.id())));
            }
        }
        return store.commitAll(forgotten, fence) > 0;
    }

    /** One that the registry will not let go of must not hold up all the rest. */
    private void deregister(String registration, Instant now) {
        try {
            watches.deregister(registration, now);
        } catch (RegistryException e) {
            if (e.kind() == RegistryException.Kind.AWAY) {
                throw e;
            }
            once.warn(registration, "registration " + registration + " could not be removed: " + e.getMessage());
        }
    }
}
