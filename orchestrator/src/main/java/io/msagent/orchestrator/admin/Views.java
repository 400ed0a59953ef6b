package io.msagent.orchestrator.admin;

import io.msagent.orchestrator.control.Commands;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.control.Status;
import io.msagent.orchestrator.model.Edge;
import io.msagent.orchestrator.model.Event;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/** What can be looked at. */
final class Views {
    private static final int EVENTS = 100;
    private static final int MOST_EVENTS = 1_000;

    private final Commands commands;
    private final Identity identity;
    private final Supplier<URI> admin;

    /** All services. */
    record Services(List<Status.Service> services) {}

    /** Some instances. */
    record Instances(List<Status.Provider> instances) {}

    /** All hosts. */
    record Hosts(List<Status.Host> hosts) {}

    /** Some events, oldest first. */
    record Events(List<Event> events) {}

    /** Who calls whom. */
    record Graph(List<Edge> edges) {}

    /** @param admin where this orchestrator is asked */
    Views(Commands commands, Identity identity, Supplier<URI> admin) {
        this.commands = commands;
        this.identity = identity;
        this.admin = admin;
    }

    List<Route> routes() {
        return List.of(
                Route.show("/ms/v1/status", Set.of(), request -> status()),
                Route.show(
                        "/ms/v1/services",
                        Set.of(),
                        request -> new Services(commands.status().services())),
                Route.show("/ms/v1/services/{service}", Set.of(), request -> service(request.path("service"))),
                Route.show("/ms/v1/instances", Set.of("service"), this::instances),
                Route.show("/ms/v1/instances/{instance}", Set.of(), request -> instance(request.path("instance"))),
                Route.show(
                        "/ms/v1/hosts",
                        Set.of(),
                        request -> new Hosts(commands.status().hosts())),
                Route.show("/ms/v1/events", Set.of("service", "after", "limit"), this::events),
                Route.show("/ms/v1/graph", Set.of(), request -> new Graph(commands.graph())));
    }

    StatusAnswer status() {
        Status status = commands.status();
        ProcessHandle self = ProcessHandle.current();
        return new StatusAnswer(
                new StatusAnswer.Self(
                        identity.id(),
                        self.pid(),
                        identity.host(),
                        identity.registry().address().toString(),
                        status.registryTrouble(),
                        admin.get().toString(),
                        self.info().startInstant().map(Object::toString).orElse(""),
                        status.leads(),
                        status.supervises(),
                        version()),
                status.orchestrators(),
                status.hosts(),
                status.services(),
                status.instances());
    }

    /** In the jar's manifest; {@code unpackaged} if this runs from classes. */
    private static String version() {
        return Objects.requireNonNullElse(Views.class.getPackage().getImplementationVersion(), "unpackaged");
    }

    private Status.Service service(String name) {
        List<Status.Service> all = commands.status().services();
        return all.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow(() -> absent(
                        "service", name, all.stream().map(Status.Service::name).toList()));
    }

    private Instances instances(Request request) {
        List<Status.Provider> all = commands.status().instances();
        return new Instances(request.query("service")
                .map(this::service)
                .map(wanted -> all.stream()
                        .filter(instance -> instance.service().equals(wanted.name()))
                        .toList())
                .orElse(all));
    }

    private Status.Provider instance(String id) {
        List<Status.Provider> all = commands.status().instances();
        return all.stream()
                .filter(instance -> instance.id().equals(id))
                .findFirst()
                .orElseThrow(() -> absent(
                        "instance", id, all.stream().map(Status.Provider::id).toList()));
    }

    private Events events(Request request) {
        return new Events(commands.events(
                request.query("service").orElse(null),
                request.query("after").orElse(null),
                request.number("limit", EVENTS, 1, MOST_EVENTS)));
    }

    private static ProblemException absent(String kind, String name, Collection<String> there) {
        return ProblemException.of(
                404,
                kind,
                name,
                there.isEmpty()
                        ? "one that is there; there is none now"
                        : "one of those that status shows, as "
                                + there.iterator().next());
    }
}
