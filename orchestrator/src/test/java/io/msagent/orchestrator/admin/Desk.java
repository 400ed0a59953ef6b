package io.msagent.orchestrator.admin;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.control.Provided;
import io.msagent.orchestrator.control.Status;
import io.msagent.orchestrator.model.Edge;
import io.msagent.orchestrator.model.Event;
import io.msagent.orchestrator.model.Policy;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** What is asked through the API, kept in memory: one service, one instance, one host, and what a test adds. */
final class Desk implements Commands {
    static final String SERVICE = "pricing";
    static final String INSTANCE = "pricing-abc123";
    static final String HOST = "here";

    final List<String> wishes = new CopyOnWriteArrayList<>();
    final List<Event> events = new CopyOnWriteArrayList<>();
    final CompletableFuture<Provided> provided = new CompletableFuture<>();
    volatile Optional<LogPlace> place = Optional.empty();
    volatile String state = "serving";
    volatile boolean away;
    private final List<Runnable> statusListeners = new CopyOnWriteArrayList<>();
    private final List<Consumer<Event>> eventListeners = new CopyOnWriteArrayList<>();

    @Override
    public Status status() {
        return new Status(
                "",
                true,
                true,
                List.of(new Status.Peer(
                        "o-1", HOST, 7, "http://127.0.0.1:1", true, true, "passing", "2026-01-01T00:00:00Z")),
                List.of(new Status.Host(HOST, 2, 8_000_000_000L, 4_000_000_000L, false, 1, "o-1")),
                List.of(new Status.Service(
                        SERVICE, "d1", true, "durable", 1, 1, 4, "PT10M", 1, 0.25, 12.5, 900L, null, false, "")),
                List.of(new Status.Provider(
                        INSTANCE,
                        SERVICE,
                        HOST,
                        42,
                        state,
                        "",
                        "2026-01-01T00:00:00Z",
                        "127.0.0.1:4711",
                        0.25,
                        1,
                        4,
                        0,
                        null,
                        "2026-01-01T00:00:00Z",
                        "o-1",
                        "d1",
                        "/logs/pricing.log",
                        new Status.Stateful(21, 3, 0, 1, List.of("019a0000-0000-7000-8000-000000000001"), false))));
    }

    /** As the control thread would say it. */
    void changed() {
        statusListeners.forEach(Runnable::run);
    }

    /** The same, of an event. */
    Event happened(String id, String to) {
        Event event = told(id, to);
        events.add(event);
        return event;
    }

    /** The same, of one that the registry has not yet. */
    Event told(String id, String to) {
        Event event = new Event(id, "2026-01-01T00:00:00Z", SERVICE, INSTANCE, HOST, "serving", to, "a test", "o-1");
        eventListeners.forEach(listener -> listener.accept(event));
        return event;
    }

    int listeners() {
        return statusListeners.size() + eventListeners.size();
    }

    @Override
    public List<Event> events(String service, String after, int limit) {
        List<Event> found = events.stream()
                .filter(event -> service == null || event.service().equals(service))
                .filter(event -> after == null || event.id().compareTo(after) > 0)
                .toList();
        return found.subList(Math.max(0, found.size() - limit), found.size());
    }

    @Override
    public List<Edge> graph() {
        return List.of(new Edge("shop", SERVICE, 7, 0.5));
    }

    @Override
    public void scale(String service, Policy policy) {
        wish("scale", service + " " + policy);
    }

    @Override
    public void restart(String service) {
        wish("restart", service);
    }

    @Override
    public void quarantine(String id, String reason) {
        wish("quarantine", id + " " + reason);
    }

    @Override
    public void release(String id) {
        wish("release", id);
    }

    @Override
    public void quiesce(String id) {
        wish("quiesce", id);
    }

    @Override
    public void retire(String id) {
        if (!id.equals(INSTANCE)) {
            throw new IllegalArgumentException(id + ": started by hand (expected: one that an orchestrator started)");
        }
        wish("retire", id);
    }

    @Override
    public void drain(String host, boolean draining) {
        wish("drain", host + " " + draining);
    }

    private void wish(String what, String which) {
        if (away) {
            throw new RegistryException(RegistryException.Kind.AWAY, "cannot be reached", null);
        }
        wishes.add(what + " " + which);
    }

    @Override
    public CompletableFuture<Provided> provide(ProvideRequest request) {
        return provided;
    }

    @Override
    public Optional<Instance> locate(String service, String digest) {
        return Optional.empty();
    }

    @Override
    public Optional<LogPlace> logPlace(String name) {
        return place;
    }

    @Override
    public boolean isOver(String id) {
        return state.equals("dead");
    }

    @Override
    public Listening onStatus(Runnable listener) {
        statusListeners.add(listener);
        return () -> statusListeners.remove(listener);
    }

    @Override
    public Listening onEvent(Consumer<Event> listener) {
        eventListeners.add(listener);
        return () -> eventListeners.remove(listener);
    }
}
