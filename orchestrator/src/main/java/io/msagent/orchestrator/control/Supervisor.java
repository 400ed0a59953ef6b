package io.msagent.orchestrator.control;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.lead.Lease;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting.Life;
import io.msagent.orchestrator.observe.Children;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.spawn.Spawned;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.HostRecord;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.ProcessRecord.Ending;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.SpawnRecord.Halt;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Starts and ends the processes of this host as the leader has decided, and says in the registry what became of them.
 * Whenever it is killed, the next supervisor finds out from record and process what is left to do. Used by the control
 * thread alone.
 */
final class Supervisor {
    private static final Duration FACTS_EVERY = Duration.ofSeconds(10);

    private final Identity identity;
    private final Store store;
    private final Spawner spawner;
    private final Children children;
    private final Starter starter;
    private final Strays strays;
    private final DeadOwners deadOwners;
    private final Map<String, Halt> asked = new HashMap<>();
    private Instant factsDue = Instant.EPOCH;
    /** Under which it was supervised last; in between another may have supervised. */
    private @Nullable String session;

    private final Once once = new Once();

    Supervisor(Identity identity, Store store, Spawner spawner, Children children, DeadOwners deadOwners) {
        this.identity = identity;
        this.store = store;
        this.spawner = spawner;
        this.children = children;
        this.starter = new Starter(identity, store, spawner, children);
        this.deadOwners = deadOwners;
        this.strays = new Strays(identity, store, children, spawner);
    }

    /** Does what is to be done here, if this orchestrator supervises the host; says whether there was anything. */
    boolean round(Observation seen, Lease lease, Instant now) {
        Registry.Fence fence = lease.fence();
        if (fence == null) {
            return false;
        }
        Kept kept = seen.kept();
        takeUp(kept, !fence.sessionId().equals(session));
        session = fence.sessionId();
        boolean acted = false;
        List<List<Write>> news = new ArrayList<>();
        facts(kept, news, now);
        Set<String> serving = serving(seen);
        // ends first: a registry that takes nothing more holds up starts only
        List<SpawnRecord> records = kept.all(Kind.SPAWN).values().stream()
                .sorted(Comparator.comparing(
                        (SpawnRecord record) -> !record.stop().decided()))
                .toList();
        try {
            for (SpawnRecord record : records) {
                if (!children.isHere(record)) {
                    continue;
                }
                ProcessRecord before = kept.get(Kind.PROCESS, record.id());
                if (before != null && before.ending().happened()) {
                    ended(record, before);
                    continue;
                }
                ProcessRecord after = oneWell(record, before, kept, lease, now);
                if (after != null && !after.served() && serving.contains(record.id())) {
                    after = after.thatServed();
                }
                if (after != null && !after.equals(before)) {
                    acted = true;
                    ended(record, after);
                    if (after.ending().happened() && !store.commit(lastWord(after, record.id(), kept), fence)) {
                        continue; // the leader has seen its end too, and changed the decision or forgotten it
                    }
                    kept.put(Kind.PROCESS, record.id(), after);
                    if (after.ending().happened()) {
                        kept.put(Kind.SPAWN, record.id(), record); // written again, so it has another index now
                    } else {
                        news.add(List.of(store.put(Kind.PROCESS, record.id(), after)));
                    }
                }
            }
        } finally {
            // whatever befell the others: what was started must be known
            if (store.commitAll(news, fence) < news.size()) {
                Log.warn(identity.id() + " does not supervise host " + identity.host() + " any more");
            }
        }
        asked.keySet().retainAll(kept.all(Kind.SPAWN).keySet());
        // a leader in this process has forgotten them by now
        children.ended().forEach(deadOwners::add);
        deadOwners.keepTo(kept.all(Kind.SPAWN).keySet());
        deadOwners.round();
        return strays.round(seen, fence, now) || acted;
    }

    /** Only of a process that there was and that is certainly gone. */
    private void ended(SpawnRecord record, ProcessRecord process) {
        if (process.ending().happened() && process.pid() != 0) {
            deadOwners.add(record.id());
        }
    }

    /** What fails with one instance is no affair of the others; it is tried again in the next round. */
    private @Nullable ProcessRecord oneWell(
            SpawnRecord record, @Nullable ProcessRecord before, Kept kept, Lease lease, Instant now) {
        try {
            return one(record, before, kept, lease, now);
        } catch (RegistryException e) {
            once.warn(record.id(), record.id() + " was not started: " + e.getMessage());
            return before;
        }
    }

    /**
     * What a supervisor started and could not write down: nothing is started of which an intent stands before the machine
     * was looked at, all of it at once.
     *
     * @param all also what no intent is known of
     */
    private void takeUp(Kept kept, boolean all) {
        Set<String> unknown = new HashSet<>();
        for (SpawnRecord record : kept.all(Kind.SPAWN).values()) {
            ProcessRecord process = kept.get(Kind.PROCESS, record.id());
            boolean over = process != null && process.ending().happened();
            boolean here = record.host().equals(identity.host())
                    || kept.supervisor(record.host()).isEmpty(); // the machine may have got another name
            if (!over && here && (all || process != null) && children.get(record.id()) == null) {
                unknown.add(record.id());
            }
        }
        spawner.findAll(unknown).values().forEach(found -> {
            Log.info("took up " + found.id() + " (pid " + found.pid() + ")");
            children.add(found);
        });
    }

    private @Nullable ProcessRecord one(
            SpawnRecord record, @Nullable ProcessRecord before, Kept kept, Lease lease, Instant now) {
        Spawned spawned = children.get(record.id());
        if (spawned == null) {
            if (record.stop().decided()) {
                return mine(before).with(new Ending(now.toString(), "was not started", ""));
            }
            return starter.start(record, kept, lease, now);
        }
        ProcessRecord process = before == null || before.pid() != spawned.pid()
                ? mine(before).with(spawned.pid(), spawned.started())
                : before;
        if (children.life(record.id()) == Life.DEAD) {
            return process.with(new Ending(
                    now.toString(),
                    children.ending(record.id()),
                    Tails.cut(spawner.tail(record.id(), Tails.LINES), Ending.MOST_TAIL)));
        }
        Halt halt = record.stop();
        if (halt.decided() && (halt.force() || !halt.equals(asked.put(record.id(), halt)))) {
            Log.info("ending " + record.id() + ": " + halt.reason());
            spawner.kill(spawned, halt.force());
        }
        return process;
    }

    private List<Write> lastWord(ProcessRecord process, String id, Kept kept) {
        return List.of(store.stillThere(Kind.SPAWN, id, kept), store.put(Kind.PROCESS, id, process));
    }

    private ProcessRecord mine(@Nullable ProcessRecord before) {
        return before == null ? ProcessRecord.intent(identity.id()) : before;
    }

    private static Set<String> serving(Observation seen) {
        Set<String> serving = new HashSet<>();
        for (ServiceState service : seen.snapshot().services()) {
            for (InstanceState instance : service.instances()) {
                if (instance.managed() && instance.standing().served()) {
                    serving.add(instance.id());
                }
            }
        }
        return serving;
    }

    private void facts(Kept kept, List<List<Write>> news, Instant now) {
        if (!now.isBefore(factsDue) || kept.get(Kind.HOST, identity.host()) == null) {
            HostRecord facts = Machine.facts(identity.id());
            kept.put(Kind.HOST, identity.host(), facts);
            news.add(List.of(store.put(Kind.HOST, identity.host(), facts)));
            factsDue = now.plus(FACTS_EVERY);
        }
    }
}
