package io.msagent.orchestrator;

import io.msagent.core.launch.ProvideRequest;
import io.msagent.core.registry.Instance;
import io.msagent.orchestrator.control.*;
import io.msagent.orchestrator.model.*;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Until the controller is {@link Commands} itself. */
final class OldCommands implements Commands {
    private final Controller controller;
    OldCommands(Controller controller) { this.controller = controller; }
    @Override public Status status() {
        OldStatus old = controller.status();
        return new Status(old.registry(), true, true, List.of(), List.of(),
                old.services().stream().map(s -> new Status.Service(s.name(), s.digest(), false, s.desired(), 0, 64, "never", s.serving(), null, 0, null, null, false, s.trouble())).toList(),
                old.instances().stream().map(i -> new Status.Provider(i.id(), i.service(), "", i.pid(), i.state(), i.load(), i.started(), i.address(), null, null, null, null, null, i.started(), i.orchestrator(), i.digest(), i.log())).toList());
    }
    @Override public List<Event> events(String service, String after, int limit) { return List.of(); }
    @Override public List<Edge> graph() { return List.of(); }
    @Override public void scale(String service, Policy policy) {}
    @Override public void restart(String service) {}
    @Override public void quarantine(String id, String reason) {}
    @Override public void release(String id) {}
    @Override public void quiesce(String id) {}
    @Override public void retire(String id) {}
    @Override public void drain(String host, boolean draining) {}
    @Override public CompletableFuture<Provided> provide(ProvideRequest request) { return controller.provide(request); }
    @Override public Optional<Instance> locate(String service, String digest) { return controller.locate(service, digest); }
    @Override public Optional<LogPlace> logPlace(String name) { return Optional.empty(); }
    @Override public Listening onStatus(Runnable listener) { return () -> {}; }
    @Override public Listening onEvent(Consumer<Event> listener) { return () -> {}; }
}
