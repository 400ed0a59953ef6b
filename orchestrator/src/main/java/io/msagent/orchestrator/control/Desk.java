package io.msagent.orchestrator.control;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.model.Edge;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.observe.Probes;
import io.msagent.orchestrator.observe.SteadyClock;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.EventLog;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.PolicyRecord;
import io.msagent.orchestrator.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes wishes and answers questions. Safe for use by any thread. */
final class Desk implements Commands {
    private static final String QUARANTINED = "quarantined: ";
    private static final String QUIESCING = "quiescing: ";
    private static final String QUIESCING_BY_HAND = QUIESCING + "by hand";

    private final Identity identity;
    private final Registry registry;
    private final Store store;
    private final EventLog eventLog;
    private final PastEvents pastEvents;
    private final Spawner spawner;
    private final Probes probes;
    private final SteadyClock clock;
    private final Supplier<Latest> latest;
    private final Supplier<String> registryTrouble;
    private final Provision provision;
    private final Locations locations = new Locations();
    private final Listeners<Boolean> onStatus = new Listeners<>();
    private final Listeners<Event> onEvent = new Listeners<>();

    Desk(
            Identity identity,
            Registry registry,
            Store store,
            EventLog eventLog,
            Spawner spawner,
            Probes probes,
            SteadyClock clock,
            Supplier<Latest> latest,
            Supplier<String> registryTrouble,
            Provision provision) {
        this.identity = identity;
        this.registry = registry;
        this.store = store;
        this.eventLog = eventLog;
        this.pastEvents = new PastEvents(eventLog);
        this.spawner = spawner;
        this.probes = probes;
        this.clock = clock;
        this.latest = latest;
        this.registryTrouble = registryTrouble;
        this.provision = provision;
    }

    void changed() {
        onStatus.tell(true);
    }

    void happened(Event event) {
        onEvent.tell(event);
    }

    @Override
    public Status status() {
        return new StatusView(latest.get(), spawner::log, clock.now()).status(registryTrouble.get());
    }

    @Override
    public List<Event> events(@Nullable String service, @Nullable String after, int limit) {
        List<Event> found = (service == null ? pastEvents.all().stream() : eventLog.read(service).stream())
                .filter(event -> after == null || event.id().compareTo(after) > 0)
                .sorted(Comparator.comparing(Event::id))
                .toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    @Override
    public List<Edge> graph() {
        return probes.edges();
    }

    @Override
    public void scale(String service, @Nullable Policy policy) {
        requireService(service);
        if (policy == null) {
            store.forget(Kind.POLICY, service);
        } else {
            store.save(Kind.POLICY, service, PolicyRecord.of(policy));
        }
        provision.wake();
    }

    @Override
    public void restart(String service) {
        requireService(service);
        store.save(Kind.RESTART, service, Kind.Mark.NEW);
        provision.wake();
    }

    @Override
    public void quarantine(String id, String reason) {
        maintain(id, true, QUARANTINED + reason);
    }

    @Override
    public void release(String id) {
        InstanceState instance = requireInstance(id);
        Stop stop = instance.sighting().stop();
        if (stop != null) {
            // its own mark keeps callers away while it drains
            throw new IllegalArgumentException("instance: " + id + " is being ended: " + stop.reason()
                    + " (expected: one that is to stay; nothing to release)");
        }
        if (!isMaintainedByHand(instance)) {
            throw new IllegalArgumentException("instance: " + id + " is " + Transitions.word(instance.state())
                    + (instance.standing().reason().isEmpty()
                            ? ""
                            : ": " + instance.standing().reason())
                    + " (expected: one that was quarantined or quiesced by hand; nothing to release)");
        }
        maintain(id, false, "");
    }

    @Override
    public void quiesce(String id) {
        maintain(id, true, QUIESCING_BY_HAND);
    }

    @Override
    public void retire(String id) {
        if (!requireInstance(id).managed()) {
            throw new IllegalArgumentException("instance: " + id
                    + " was started by hand (expected: one that an orchestrator started; end its process yourself)");
        }
        store.save(Kind.RETIRE, id, mark());
        provision.wake();
    }

    @Override
    public void drain(String host, boolean draining) {
        List<String> hosts = latest.get().seen().snapshot().hosts().stream()
                .map(h -> h.name())
                .toList();
        if (!hosts.contains(host)) {
            throw new NoSuchTargetException("host", host, hosts);
        }
        if (draining) {
            store.save(Kind.DRAIN, host, mark());
        } else {
            store.forget(Kind.DRAIN, host);
        }
        provision.wake();
    }

    @Override
    public CompletableFuture<Provided> provide(ProvideRequest request) {
        return provision.provide(request);
    }

    @Override
    public Optional<Instance> locate(String service, String digest) {
        return locations.next(latest.get().services().get(service), service, digest);
    }

    @Override
    public Optional<LogPlace> logPlace(String name) {
        Latest now = latest.get();
        return now.instances().stream()
                .filter(i -> i.managed() && (i.id().equals(name) || i.service().equals(name)))
                .max(Comparator.comparing((InstanceState i) -> i.id().equals(name))
                        .thenComparing(InstanceState::intended))
                .map(i -> new LogPlace(
                        i.id(),
                        i.host(),
                        i.host().equals(identity.host()),
                        now.orchestrators().adminOf(i.host())));
    }

    @Override
    public boolean isOver(String id) {
        Latest now = latest.get();
        return now.isSomething()
                && now.instances().stream()
                        .filter(instance -> instance.id().equals(id))
                        .allMatch(instance -> instance.state().isOver());
    }

    @Override
    public Listening onStatus(Runnable listener) {
        return onStatus.add(changed -> listener.run());
    }

    @Override
    public Listening onEvent(Consumer<Event> listener) {
        return onEvent.add(listener);
    }

    /** Asked of the registry, because what was just wished is not observed yet. */
    private boolean isMaintainedByHand(InstanceState instance) {
        Set<String> own = instance.registrations().stream().map(Instance::id).collect(Collectors.toSet());
        return registry.lookUp(instance.service()).stream()
                .filter(r -> own.contains(r.id()) && r.status() == Instance.Status.MAINTENANCE)
                // a provider that stops says so itself, in other words
                .anyMatch(r -> !r.note().startsWith(QUIESCING) || r.note().equals(QUIESCING_BY_HAND));
    }

    private void maintain(String id, boolean on, String reason) {
        InstanceState instance = requireInstance(id);
        if (instance.registrations().isEmpty()) {
            throw new IllegalArgumentException("instance: " + id + " is " + Transitions.word(instance.state())
                    + " and not registered (expected: one that is registered)");
        }
        for (Instance registration : instance.registrations()) {
            try {
                registry.maintenance(registration.id(), on, reason);
            } catch (RegistryException e) {
                if (e.kind() == RegistryException.Kind.REFUSED
                        && !instance.host().equals(identity.host())) {
                    throw new RegistryException(
                            e.kind(),
                            e.getMessage() + "; it is registered with the Consul agent of host " + instance.host()
                                    + " (ask the orchestrator there)",
                            e);
                }
                throw e;
            }
        }
        provision.wake();
    }

    private void requireService(String service) {
        if (!latest.get().services().containsKey(service)) {
            throw new NoSuchTargetException(
                    "service", service, latest.get().services().keySet());
        }
    }

    private InstanceState requireInstance(String id) {
        List<InstanceState> all = latest.get().instances().stream()
                .filter(i -> !i.state().isOver())
                .toList();
        return all.stream()
                .filter(i -> i.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NoSuchTargetException(
                        "instance", id, all.stream().map(InstanceState::id).toList()));
    }

    private Kind.Mark mark() {
        return new Kind.Mark(clock.now().toString());
    }
}
