package io.msagent.orchestrator.control;

import io.msagent.core.registry.Registry.Write;
import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.store.HistoryRecord;
import io.msagent.orchestrator.store.Kept;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.SpawnRecord;
import io.msagent.orchestrator.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a plan must remember of services. Each death is counted once, whichever leader sees it. */
final class Histories {
    private static final int MOST_DEATHS = 20;

    private final Store store;
    private final String host;

    /** @param host this machine */
    Histories(Store store, String host) {
        this.store = store;
        this.host = host;
    }

    /** Those of instances that are seen to be dead and were not counted yet. */
    List<List<Write>> newDeaths(Observation seen, Instant now) {
        List<List<Write>> writes = new ArrayList<>();
        for (ServiceState service : seen.snapshot().services()) {
            for (InstanceState instance : service.instances()) {
                Stop stop = instance.sighting().stop();
                boolean counted = stop != null && stop.failed(); // with the decision
                if (instance.state() == State.DEAD && instance.managed() && !counted) {
                    SpawnRecord spawn = seen.kept().get(Kind.SPAWN, instance.id());
                    if (spawn != null) {
                        List<Write> one = died(
                                spawn,
                                seen.kept(),
                                instance.standing().served(),
                                instance.standing().reason(),
                                now);
                        if (!one.isEmpty()) {
                            writes.add(one);
                        }
                    }
                }
            }
        }
        return writes;
    }

    /** That of an instance that is ended because it failed. */
    List<Write> failed(SpawnRecord spawn, Kept kept, Instant now) {
        return died(spawn, kept, false, "failed: " + spawn.stop().reason(), now);
    }

    /** That load has changed the number of instances. */
    List<Write> scaled(String service, int from, int to, Kept kept, Instant now) {
        History before = of(service, kept, now);
        return write(
                service,
                new History(before.deaths(), to > from ? now : before.lastOut(), to > from ? before.lastIn() : now),
                kept);
    }

    private List<Write> died(SpawnRecord spawn, Kept kept, boolean served, String reason, Instant now) {
        History before = of(spawn.service(), kept, now);
        if (before.deaths().stream().anyMatch(death -> death.id().equals(spawn.id()))) {
            return List.of();
        }
        ProcessRecord process = kept.get(Kind.PROCESS, spawn.id());
        String who = spawn.id() + (process == null || process.pid() == 0 ? "" : " (pid " + process.pid() + ")");
        List<Death> deaths = new ArrayList<>(before.deaths());
        deaths.add(new Death(
                spawn.id(),
                spawn.digest(),
                spawn.host(),
                now,
                Duration.between(Instant.parse(spawn.intended()), now),
                served || (process != null && process.served()),
                who + (spawn.host().equals(host) ? " " : " on " + spawn.host() + " ") + reason));
        return write(
                spawn.service(),
                new History(
                        deaths.subList(Math.max(0, deaths.size() - MOST_DEATHS), deaths.size()),
                        before.lastOut(),
                        before.lastIn()),
                kept);
    }

    private static History of(String service, Kept kept, Instant now) {
        HistoryRecord record = kept.get(Kind.HISTORY, service);
        return record == null ? History.NONE : record.history(now);
    }

    private List<Write> write(String service, History history, Kept kept) {
        HistoryRecord record = HistoryRecord.of(history);
        kept.put(Kind.HISTORY, service, record);
        return List.of(store.put(Kind.HISTORY, service, record));
    }
}
