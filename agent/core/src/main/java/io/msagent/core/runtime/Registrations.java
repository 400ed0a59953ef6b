package io.msagent.core.runtime;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Registration;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.server.ServedService;
import io.msagent.core.wire.Protocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/** What a provider says of itself in the registry. */
final class Registrations {
    private static final String OWN_NAME = ProcessHandle.current().pid() + "-"
            + Integer.toHexString(ThreadLocalRandom.current().nextInt());

    private Registrations() {}

    static Registration of(Settings settings, ServedService service, String host, int port) {
        ProcessHandle process = ProcessHandle.current();
        ServiceMethod first = service.methods().get(0).about();
        Map<String, String> meta = new LinkedHashMap<>();
        meta.put(InstanceMeta.CLASS, first.key().className());
        meta.put(
                InstanceMeta.METHOD,
                service.methods().stream()
                        .map(ServedMethod::about)
                        .map(m -> m.key().signature())
                        .sorted()
                        .collect(Collectors.joining(" ")));
        meta.put(InstanceMeta.PROTOCOL, Protocol.VERSION);
        meta.put(InstanceMeta.DIGEST, service.digest());
        meta.put(InstanceMeta.RECEIVER, first.receiver().name().toLowerCase(Locale.ROOT));
        state(service)
                .ifPresentOrElse(
                        kind -> {
                            meta.put(InstanceMeta.STATEFUL, "true");
                            meta.put(InstanceMeta.STATE, kind.name().toLowerCase(Locale.ROOT));
                        },
                        () -> meta.put(InstanceMeta.STATEFUL, "false"));
        meta.put(
                InstanceMeta.STOP_MILLIS,
                Long.toString(StopTime.of(settings, state(service).isPresent()).toMillis()));
        meta.put(InstanceMeta.PID, Long.toString(process.pid()));
        meta.put(InstanceMeta.HOST, settings.find(Keys.HOST).orElseGet(Registrations::hostName));
        if (settings.isSet(Keys.TLS_CERT)) {
            meta.put(InstanceMeta.TLS, "true");
        }
        settings.find(Keys.ORCHESTRATOR).ifPresent(id -> meta.put(InstanceMeta.ORCHESTRATOR, id));
        settings.find(Keys.INSTANCE).ifPresent(id -> meta.put(InstanceMeta.SPAWN, id));
        meta.put(
                InstanceMeta.STARTED,
                process.info().startInstant().map(Object::toString).orElse(""));
        return new Registration(
                service.name() + "." + settings.find(Keys.INSTANCE).orElse(OWN_NAME),
                service.name(),
                host,
                port,
                InstanceTags.standard(),
                meta,
                settings.get(Keys.HEARTBEAT_TTL),
                settings.get(Keys.DEREGISTER_AFTER));
    }

    /** Of several kinds the one that is lost most easily: what is done for it is enough for the others. */
    private static Optional<Stateful.Kind> state(ServedService service) {
        return service.methods().stream()
                .map(method -> method.about().stateful())
                .filter(Objects::nonNull)
                .map(Stateful::kind)
                .min(Comparator.naturalOrder());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
