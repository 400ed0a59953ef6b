package io.msagent.stateful.calls;

import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.client.CallsOut;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.StatefulCall;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.server.StatefulFigures;
import io.msagent.core.stateful.Peers;
import io.msagent.stateful.deadlock.DeadlockSearch;
import io.msagent.stateful.deadlock.Holder;
import io.msagent.stateful.deadlock.WaitWatch;
import io.msagent.stateful.lease.LeaseKeeper;
import io.msagent.stateful.outcome.Bounds;
import io.msagent.stateful.store.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** All calls of a process's stateful services, and where its partitions and its store come from. */
final class KeptCalls implements StatefulCalls {
    private static final String ENDED = "ended/";
    private static final Map<String, String> JSON = Map.of("content-type", "application/json");

    private final Settings settings;
    private final LeaseKeeper leases;
    private final Once<StateStore> store;
    private final DeadlockSearch search;
    private final WaitWatch waiting;
    private final Housekeeping housekeeping;
    private final ConcurrentMap<String, ServiceCalls> services = new ConcurrentHashMap<>();
    private volatile boolean quiescing;

    /** @param store is closed with this */
    KeptCalls(Settings settings, LeaseKeeper leases, Peers peers, Once<StateStore> store) {
        this.settings = settings;
        this.leases = leases;
        this.store = store;
        this.search = new DeadlockSearch(this::holdersBefore, CallsOut::madeBy, peers);
        this.waiting = new WaitWatch(search);
        this.housekeeping = new Housekeeping(settings, services);
    }

    @Override
    public void serve(ServedService service, String instanceId) {
        ServiceCalls calls = services.computeIfAbsent(
                service.name(),
                name -> new ServiceCalls(
                        settings.get(Keys.TX_RETENTION),
                        new Bounds(
                                settings.get(Keys.TX_RECORDS),
                                settings.get(Keys.RECORD_BYTES),
                                settings.get(Keys.TX_RETENTION)),
                        store,
                        visit -> waiting.watch(new WaitingVisit(visit))));
        boolean durable = service.methods().stream()
                .map(method -> method.about().stateful())
                .anyMatch(kept -> kept != null && kept.kind() == Kind.DURABLE);
        StateStore states = durable ? store.get() : null;
        if (states != null) {
            housekeeping.cleans(service.name(), states);
        }
        leases.serve(service, instanceId, calls, states);
    }

    @Override
    public void admit(StatefulCall call) {
        ServiceCalls calls = services.get(call.method().about().service());
        if (calls == null) {
            call.refuse(NotStarted.NOT_OWNER, "this instance owns no partition of the service yet", null);
        } else {
            calls.admit(call);
        }
    }

    @Override
    public Answer handle(String path, byte[] body) {
        if (path.startsWith(ENDED)) {
            return ended(path.substring(ENDED.length()));
        }
        if (path.equals(DeadlockSearch.PATH)) {
            return waits(body);
        }
        Answer answer = leases.handle(path, body);
        return answer == null ? refused(404, "no such request") : answer;
    }

    private Answer ended(String id) {
        TransactionId transaction;
        try {
            transaction = new TransactionId(id);
        } catch (IllegalArgumentException e) {
            return refused(400, "ended: no transaction's id");
        }
        services.values().forEach(calls -> calls.ended(transaction));
        return new Answer(200, JSON, "{}".getBytes(StandardCharsets.UTF_8));
    }

    private Answer waits(byte[] question) {
        try {
            return new Answer(200, JSON, search.answer(question));
        } catch (IOException e) {
            return refused(400, "waits: no probe");
        }
    }

    private List<Holder> holdersBefore(TransactionCall call) {
        return services.values().stream()
                .map(calls -> calls.holdersBefore(call))
                .filter(holders -> !holders.isEmpty())
                .findFirst()
                .orElse(List.of());
    }

    private static Answer refused(int status, String detail) {
        return new Answer(status, JSON, ("{\"detail\":\"" + detail + "\"}").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public List<String> quiesce(Duration atMost) {
        quiescing = true;
        return leases.quiesce(atMost);
    }

    @Override
    public SortedMap<String, StatefulFigures> figures() {
        SortedMap<String, StatefulFigures> all = new TreeMap<>();
        services.forEach((name, calls) -> all.put(name, calls.figures(quiescing)));
        return all;
    }

    @Override
    public void close() {
        leases.close();
        housekeeping.close();
        waiting.close();
        services.values().forEach(ServiceCalls::dropAll);
        store.made().ifPresent(StateStore::close);
    }
}
