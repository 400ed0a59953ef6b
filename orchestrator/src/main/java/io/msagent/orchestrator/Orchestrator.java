package io.msagent.orchestrator;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.RegistryServerFactory;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.admin.StopRequest;
import io.msagent.orchestrator.control.Controller;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.spawn.process.ProcessSpawner;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.StateFolder;
import io.msagent.orchestrator.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** A running orchestrator. Its public methods may be called by any thread. */
public final class Orchestrator implements AutoCloseable {
    /** For a registry that is slow, or is just being started itself. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final OrchestratorInfo info;
    private final Controller controller;

    /**
     * Starts one; returns when it takes requests and acts.
     *
     * @param onStop called when the admin API is asked to stop it
     * @throws StartException if something is in the way; then nothing is left behind
     */
    public static Orchestrator start(OrchestratorOptions options, Backends backends, Consumer<StopRequest> onStop)
            throws StartException, InterruptedException {
        return new Orchestrator(options, backends, onStop);
    }

    private Orchestrator(OrchestratorOptions options, Backends backends, Consumer<StopRequest> onStop)
            throws StartException, InterruptedException {
        boolean started = false;
        try {
            StateFolder state = StateFolder.take(options.state());
            undo.push(state::close);
            ClusterToken token = ClusterToken.readOrCreate(options.tokenFile());
            if (options.consul() == null) {
                Ports.requireFree(options.registryPort(), "registry", "--registry-port");
            }
            Ports.requireFree(options.adminPort(), "admin", "--admin-port");

            // the cluster token is for the registry of our own only: it would tell others how to have programs run here
            RegistryAccess access = options.consul() != null
                    ? options.consul()
                    : RegistryAccess.of(embedded(options, backends, token, state), token.secret());
            Registry registry = backends.connector().connect(access);
            undo.push(registry::close);

            String host = hostName();
            long pid = ProcessHandle.current().pid();
            Identity identity = new Identity(
                    "ms-orchestrator-" + label(host) + "-" + pid,
                    host,
                    forProviders(access, options),
                    token,
                    options.tls());
            Spawner spawner = new ProcessSpawner(state.folder("logs"), options.logMaxBytes(), options.logFiles());
            undo.push(spawner::close);
            Leadership leadership = new Leadership(registry, identity.id(), identity.id());
            controller = new Controller(
                    identity,
                    registry,
                    new Store(registry, new Seal(token)),
                    spawner,
                    options.limits(),
                    leadership::leads,
                    Set.of(SelfRegistration.SERVICE));
            AdminServer admin = AdminServer.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), options.adminPort()),
                    token,
                    new OldCommands(controller),
                    spawner,
                    identity,
                    io.undertow.server.handlers.ResponseCodeHandler.HANDLE_404,
                    onStop);
            undo.push(admin::close);
            Patience patience = new Patience(LONGEST_WAIT);
            leadership.take(patience);
            undo.push(leadership::close);
            undo.push(controller::close);
            controller.start();
            SelfRegistration self =
                    new SelfRegistration(registry, identity, admin.address(), leadership::leads, controller::summary);
            self.start(patience);
            undo.push(self::close);
            info = new OrchestratorInfo(
                    access.address().toString(),
                    admin.url().toString(),
                    options.tokenFile().toAbsolutePath().toString(),
                    pid,
                    AdminTls.of(options.tls() == null ? null : options.tls().files()));
            state.publish(info);
            started = true;
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (RegistryException e) {
            throw new StartException("registry: " + e.getMessage(), e);
        } finally {
            if (!started) {
                undoAll();
            }
        }
    }

    /** Where it is. */
    public OrchestratorInfo info() {
        return info;
    }

    /** How many providers it, or an orchestrator before it, has started and run now. */
    public int running() {
        return controller.running();
    }

    /** Stops it and its providers; blocks until those have ended. */
    public void stopWithProviders() {
        controller.close();
        controller.stopProviders();
        undoAll();
    }

    /** Stops it; its providers go on, and the next orchestrator takes them up. */
    @Override
    public void close() {
        controller.close();
        undoAll();
    }

    private static RegistryAccess forProviders(RegistryAccess own, OrchestratorOptions options) {
        if (options.consul() == null) {
            return own.withToken(null); // they know the cluster token
        }
        return options.providerToken() == null ? own : own.withToken(options.providerToken());
    }

    private URI embedded(OrchestratorOptions options, Backends backends, ClusterToken token, StateFolder state)
            throws IOException {
        RegistryServerFactory.Running server = backends.server()
                .start(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), options.registryPort()),
                        token.secret(),
                        state.folder("registry"));
        undo.push(server::close);
        return server.address();
    }

    private void undoAll() {
        while (!undo.isEmpty()) {
            undo.pop().run();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String label(String host) {
        return host.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    }
}
