package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.ServiceState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes of what was seen what people see. */
final class StatusView {
    private static final Duration DEAD_SHOWN = Duration.ofMinutes(10);

    private final Latest latest;
    private final Function<String, String> log;
    private final Instant now;

    /** @param log where an instance's output is */
    StatusView(Latest latest, Function<String, String> log, Instant now) {
        this.latest = latest;
        this.log = log;
        this.now = now;
    }

    Status status(String registryTrouble) {
        Map<String, Integer> running = new HashMap<>();
        latest.instances().stream()
                .filter(instance -> !instance.state().isOver())
                .forEach(instance -> running.merge(instance.host(), 1, Integer::sum));
        return new Status(
                registryTrouble,
                latest.leads(),
                latest.supervises(),
                latest.orchestrators().peers(),
                latest.seen().snapshot().hosts().stream()
                        .map(host -> host(host, running.getOrDefault(host.name(), 0)))
                        .toList(),
                latest.seen().snapshot().services().stream().map(this::service).toList(),
                instances());
    }

    private static Status.Host host(HostState host, int instances) {
        return new Status.Host(
                host.name(),
                host.cores(),
                host.memoryTotal(),
                host.memoryAvailable(),
                host.draining(),
                instances,
                host.supervised() ? host.supervisor() : "");
    }

    private Status.Service service(ServiceState service) {
        List<InstanceState> serving = service.instances().stream()
                .filter(instance -> instance.state().serves())
                .toList();
        List<Load> loads = serving.stream()
                .flatMap(instance -> Stream.ofNullable(instance.load()))
                .toList();
        return new Status.Service(
                service.name(),
                Objects.requireNonNullElse(service.digest(), ""),
                service.instances().stream()
                        .flatMap(instance -> instance.registrations().stream())
                        .anyMatch(r -> "true".equals(r.meta().get(InstanceMeta.STATEFUL))),
                state(service),
                service.desired(),
                service.policy().min(),
                service.policy().max(),
                service.policy().idle() == null
                        ? "never"
                        : service.policy().idle().toString(),
                serving.size(),
                loads.isEmpty()
                        ? null
                        : loads.stream()
                                .mapToDouble(Load::utilisation)
                                .average()
                                .orElse(0),
                loads.stream().mapToDouble(Load::callsPerSecond).sum(),
                slowest(loads, Load::p50Micros),
                slowest(loads, Load::p99Micros),
                service.restartBefore() != null,
                latest.troubles().getOrDefault(service.name(), ""));
    }

    private static String state(ServiceState service) {
        return service.instances().stream()
                .map(instance -> instance.traits().state())
                .filter(state -> !state.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static Status.@Nullable Stateful stateful(InstanceState instance) {
        Keeping keeping = instance.state().isOver() ? null : instance.keeping();
        return keeping == null
                ? null
                : new Status.Stateful(
                        keeping.partitions(),
                        keeping.keys(),
                        keeping.waiting(),
                        keeping.open(),
                        keeping.transactions(),
                        keeping.quiescing());
    }

    private static @Nullable Long slowest(List<Load> loads, ToLongFunction<Load> micros) {
        long most = loads.stream().mapToLong(micros).max().orElse(-1);
        return most < 0 ? null : most;
    }

    private List<Status.Provider> instances() {
        List<Status.Provider> all = new ArrayList<>();
        Set<String> shown = new HashSet<>();
        latest.instances().forEach(instance -> {
            shown.add(instance.id());
            all.add(provider(instance));
        });
        latest.gone().stream()
                .map(Gone::instance)
                .filter(instance -> shown.add(instance.id()))
                .forEach(instance -> all.add(provider(instance)));
        // what a former orchestrator saw
        latest.services()
                .values()
                .forEach(service -> service.history().deaths().stream()
                        .filter(death -> death.at().plus(DEAD_SHOWN).isAfter(now) && shown.add(death.id()))
                        .forEach(death -> all.add(dead(service.name(), death))));
        all.sort(Comparator.comparing(Status.Provider::service).thenComparing(Status.Provider::id));
        return all;
    }

    private Status.Provider provider(InstanceState instance) {
        Instance registration = instance.registrations().stream().findFirst().orElse(null);
        Load load = instance.state().isOver() ? null : instance.load();
        return new Status.Provider(
                instance.id(),
                instance.service(),
                instance.host(),
                pid(instance, registration),
                Transitions.word(instance.state()),
                Waits.reason(instance),
                instance.standing().since().toString(),
                registration == null ? "" : registration.host() + ":" + registration.port(),
                load == null ? null : load.utilisation(),
                load == null ? null : load.running(),
                load == null ? null : load.capacity(),
                load == null ? null : load.queued(),
                load == null || load.p99Micros() < 0 ? null : load.p99Micros(),
                instance.started(),
                instance.orchestrator(),
                instance.runningDigest(),
                instance.managed() ? log.apply(instance.id()) : "",
                stateful(instance));
    }

    /** Until its supervisor has written the process down, as after the registry began anew, what it says itself. */
    private static long pid(InstanceState instance, @Nullable Instance registration) {
        return instance.pid() != 0 || registration == null
                ? instance.pid()
                : Orchestrators.number(registration.meta().getOrDefault(InstanceMeta.PID, ""));
    }

    private Status.Provider dead(String service, Death death) {
        return new Status.Provider(
                death.id(),
                service,
                "",
                0,
                "dead",
                death.reason(),
                death.at().toString(),
                "",
                null,
                null,
                null,
                null,
                null,
                death.at().minus(death.lived()).toString(),
                "",
                death.digest(),
                log.apply(death.id()),
                null);
    }
}
