package io.msagent.core.runtime;

import io.msagent.core.call.Deadline;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import io.msagent.core.log.Log;
import io.msagent.core.metrics.Meters;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.server.CallRecord;
import io.msagent.core.server.CallRecordFactory;
import io.msagent.core.server.CallServer;
import io.msagent.core.server.ServedService;
import io.msagent.core.server.ServerOptions;
import io.msagent.core.server.StatefulCalls;
import io.msagent.core.token.ClusterToken;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * The provider's role: listens, registers what it serves, beats, and leaves in good order: in maintenance first, so that
 * callers go elsewhere, then drained, then out of the registry. All of it ends with {@code drain.timeout}, or a moment later,
 * whatever bodies and registry do.
 */
final class Provider implements AutoCloseable {
    /** For the registry to hear that callers shall go elsewhere; it takes milliseconds. */
    private static final Duration FIRST_WORD = Duration.ofSeconds(3);

    private static final Duration LAST_WORD = Duration.ofSeconds(3);

    private final CallServer server;
    private final Heartbeat heartbeat;
    private final @Nullable StatefulCalls stateful;
    private final Settings settings;

    private Provider(CallServer server, Heartbeat heartbeat, @Nullable StatefulCalls stateful, Settings settings) {
        this.server = server;
        this.heartbeat = heartbeat;
        this.stateful = stateful;
        this.settings = settings;
    }

    /** Starts serving; returns when the listener answers. The first registration follows at once in the background. */
    static Provider start(
            Settings settings, ClusterToken token, Registry registry, List<ServedService> services, Meters meters)
            throws IOException {
        CallServer server = listen(settings, token, List.of(), meters);
        StatefulCalls stateful = services.stream().anyMatch(StatefulServices::isStateful)
                ? StatefulServices.create(settings, token, registry, meters)
                : null;
        if (stateful != null) {
            server.stateful(stateful);
        }
        services.forEach(server::serve);
        String host = settings.get(Keys.SERVE_HOST);
        List<Registration> registrations = new ArrayList<>();
        Proof proof = new Proof(token);
        for (ServedService service : services) {
            registrations.add(proof.on(Registrations.of(settings, service, host, server.port())));
        }
        Heartbeat heartbeat = new Heartbeat(
                registry,
                registrations,
                registration -> BeatNote.serving(
                        server.load(),
                        server.p99Micros(registration.service()),
                        stateful == null ? null : stateful.figures().get(registration.service())),
                settings.get(Keys.HEARTBEAT_INTERVAL));
        heartbeat.start();
        for (int i = 0; stateful != null && i < services.size(); i++) {
            if (StatefulServices.isStateful(services.get(i))) {
                stateful.serve(services.get(i), registrations.get(i).id());
            }
        }
        Log.info(
                "serving " + services.stream().map(ServedService::name).toList() + " on " + host + ":" + server.port());
        return new Provider(server, heartbeat, stateful, settings);
    }

    /** The listener alone, without a registration. */
    static CallServer listen(Settings settings, ClusterToken token, List<ServedService> services, Meters meters)
            throws IOException {
        CallServer server = CallServer.start(ServerOptions.from(settings), token, record(settings), meters);
        services.forEach(server::serve);
        return server;
    }

    private static CallRecord record(Settings settings) {
        return ServiceLoader.load(CallRecordFactory.class, CallRecordFactory.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new SettingsException("no record of calls on the class path"))
                .create(
                        settings.get(Keys.RECORD_CALLS),
                        settings.get(Keys.RECORD_BYTES),
                        settings.get(Keys.RECORD_AGE));
    }

    @Override
    public void close() {
        Duration drainTimeout = settings.get(Keys.DRAIN_TIMEOUT);
        String reason = "quiescing: its process is stopping; it takes no new calls and ends those it has within "
                + drainTimeout.toMillis() + " ms (drain.timeout)";
        Farewell farewell = new Farewell(() -> heartbeat.stop(reason), heartbeat::close);
        Duration half = drainTimeout.dividedBy(2);
        farewell.begin(half.compareTo(FIRST_WORD) < 0 ? half : FIRST_WORD);
        if (stateful != null) {
            // with the door still open: open transactions make more calls
            stateful.quiesce(settings.get(Keys.QUIESCE_TIMEOUT)).forEach(Log::error);
        }
        int left = server.drain(Deadline.after(drainTimeout).left());
        if (left > 0) {
            Log.warn("stopped with " + left + " calls still running after drain.timeout " + drainTimeout.toMillis()
                    + "ms");
        }
        farewell.end(LAST_WORD);
        server.close();
        if (stateful != null) {
            stateful.close();
        }
    }
}
