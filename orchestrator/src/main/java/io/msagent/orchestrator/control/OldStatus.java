package io.msagent.orchestrator.control;

import io.msagent.core.registry.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API shows.
 *
 * @param services by name
 * @param instances those there are, and those that died lately
 * @param registry what is wrong with the registry, so that this may be old; empty if all is well
 */
public record OldStatus(List<Service> services, List<Provider> instances, String registry) {
    private static final Duration DEAD_SHOWN = Duration.ofMinutes(10);

    /**
     * A service.
     *
     * @param digest digest of the code that is started; empty if nobody has asked for the service yet
     * @param desired wanted number of instances
     * @param serving number of instances that serve
     * @param trouble why there are fewer than wanted; empty if all is well
     */
    public record Service(String name, String digest, int desired, int serving, String trouble) {}

    /**
     * An instance.
     *
     * @param state starting, serving, critical, maintenance, stopping or dead
     * @param address host and port; empty before it is registered
     * @param load the note of its last beat; in maintenance the reason for that
     * @param started ISO 8601; empty if not known
     * @param orchestrator id of the orchestrator that started it; empty if none did
     * @param log its log file; empty if it was started by hand
     */
    public record Provider(
            String id,
            String service,
            long pid,
            String state,
            String address,
            String load,
            String started,
            String orchestrator,
            String digest,
            String log) {}

    static OldStatus of(
            Snapshot snapshot,
            Map<String, Action.GiveUp> givenUp,
            Function<String, String> log,
            Instant now,
            String registry) {
        List<Service> services = snapshot.services().stream()
                .map(s -> service(s, givenUp.get(s.name())))
                .toList();
        List<Provider> instances = snapshot.services().stream()
                .flatMap(s -> Stream.concat(
                        s.instances().stream().map(i -> provider(s.name(), i, log)),
                        s.deaths().stream()
                                .filter(d -> d.at().plus(DEAD_SHOWN).isAfter(now)
                                        && s.instances().stream().noneMatch(i -> i.id().equals(d.id())))
                                .map(d -> dead(d, log))))
                .toList();
        return new OldStatus(services, instances, registry);
    }

    private static Service service(ServiceState service, Action.@Nullable GiveUp giveUp) {
        int serving = (int) service.instances().stream()
                .filter(i -> i.state() == InstanceState.State.SERVING)
                .count();
        String trouble = Objects.requireNonNullElse(service.refused(), "");
        if (trouble.isEmpty() && giveUp != null) {
            trouble = "given up until " + giveUp.until() + ": " + giveUp.reason();
        }
        return new Service(
                service.name(), Objects.requireNonNullElse(service.digest(), ""), service.desired(), serving, trouble);
    }

    private static Provider provider(String service, InstanceState instance, Function<String, String> log) {
        Instance registration = instance.registrations().stream().findFirst().orElse(null);
        return new Provider(
                instance.id(),
                service,
                instance.pid(),
                instance.state().name().toLowerCase(Locale.ROOT),
                registration == null ? "" : registration.host() + ":" + registration.port(),
                registration == null ? "" : registration.note(),
                instance.started(),
                instance.orchestrator(),
                instance.runningDigest(),
                instance.managed() ? log.apply(instance.id()) : "");
    }

    private static Provider dead(Death death, Function<String, String> log) {
        return new Provider(
                death.id(),
                death.service(),
                death.pid(),
                "dead",
                "",
                death.reason(),
                death.at().minus(death.lived()).toString(),
                "",
                death.digest(),
                log.apply(death.id()));
    }
}
