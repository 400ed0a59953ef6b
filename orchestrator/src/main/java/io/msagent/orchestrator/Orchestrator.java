package io.msagent.orchestrator;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryAccess;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.stateful.SettledMark;
import io.msagent.core.stateful.StoreServerFactory;
import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.admin.AdminServer;
import io.msagent.orchestrator.admin.StopRequest;
import io.msagent.orchestrator.control.Controller;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.dashboard.DashboardHandler;
import io.msagent.orchestrator.lead.Leases;
import io.msagent.orchestrator.lead.Self;
import io.msagent.orchestrator.lead.Session;
import io.msagent.orchestrator.replica.FolderStop;
import io.msagent.orchestrator.replica.Guardian;
import io.msagent.orchestrator.replica.Place;
import io.msagent.orchestrator.replica.RegistryHost;
import io.msagent.orchestrator.replica.StateStoreHost;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.spawn.process.LogRotation;
import io.msagent.orchestrator.spawn.process.ProcessSpawner;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.LockHolder;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.Seal;
import io.msagent.orchestrator.store.StateFolder;
import io.msagent.orchestrator.store.StateFolder.SlotTakenException;
import io.msagent.orchestrator.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A running orchestrator. Its public methods may be called by any thread. */
public final class Orchestrator implements AutoCloseable {
    /** For a registry that is slow, or is just being started itself. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** Of locks that a peer held which was killed: its session may have to run out. */
    private static final Duration LONGEST_SUCCESSION = Duration.ofSeconds(25);

    private static final long SUCCESSION_MILLIS = 100;

    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final StateFolder state;
    private final OrchestratorInfo info;
    private final Controller controller;
    private final Leases leases;
    private final Guardian guardian;
    private boolean isRegistryFresh;

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
            Place place = options.place();
            StateFolder state = StateFolder.take(options.state(), place.slot());
            undo.push(state::close);
            if (FolderStop.isUnderWay(state)) {
                throw StartException.needless("state folder " + state.path()
                        + ": its orchestrators are being stopped (expected: to be started when they have ended)");
            }
            FolderStop.done(state.path()); // of one that was killed before it could say so
            this.state = state;
            ClusterToken token = ClusterToken.readOrCreate(options.tokenFile());
            int adminPort = options.adminPort() == 0 ? 0 : options.adminPort() + place.slot() - 1;
            Ports.requireFree(adminPort, "admin", "--admin-port");

            // the cluster token is for the registry of our own only: it would tell others how to have programs run here
            RegistryAccess access = options.consul() != null
                    ? options.consul()
                    : RegistryAccess.of(embedded(options, backends, token), token.secret());
            Registry registry = backends.connector().connect(access);
            undo.push(registry::close);

            String host = place.host() == null ? hostName() : place.host();
            long pid = ProcessHandle.current().pid();
            Identity identity = new Identity(
                    "ms-orchestrator-" + label(host) + "-" + pid,
                    host,
                    forProviders(access, options),
                    token,
                    options.tls());
            Spawner spawner = new ProcessSpawner(state.folder("logs"), options.logMaxBytes(), options.logFiles());
            undo.push(spawner::close);
            Session session = new Session(registry);
            leases = Leases.on(session, host, former -> Guardian.settled(state.path(), former));
            controller = new Controller(
                    identity,
                    registry,
                    new Store(registry, new Seal(token)),
                    spawner,
                    options.limits(),
                    options.policy(),
                    leases,
                    SelfRegistration.SERVICE);
            AdminServer admin = AdminServer.start(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), adminPort),
                    token,
                    controller.commands(),
                    spawner,
                    identity,
                    new DashboardHandler(),
                    session::isWell,
                    onStop);
            undo.push(admin::close);
            info = new OrchestratorInfo(
                    access.address().toString(),
                    admin.url().toString(),
                    options.tokenFile().toAbsolutePath().toString(),
                    pid,
                    Self.started(ProcessHandle.current()),
                    AdminTls.of(options.tls() == null ? null : options.tls().files()));
            // before it can have a lock: its peers must be able to tell whether who has one hangs
            state.publish(info);
            guardian = new Guardian(
                    state,
                    place,
                    new Beats(registry, SelfRegistration.SERVICE, host),
                    leave -> onStop.accept(leave ? StopRequest.LEAVE : StopRequest.STOP));
            guardian.start();
            undo.push(guardian::close);
            Patience patience = new Patience(LONGEST_WAIT);
            LockHolder holder = Self.holder(identity.id(), host, admin.url().toString());
            boolean unused = patience.make(() -> {
                session.open(holder);
                return true;
            });
            unused = patience.make(() -> isRegistryFresh && registry.putIf(SettledMark.KEY, SettledMark.value(), 0));
            session.start(controller::rounds);
            undo.push(session::close);
            undo.push(controller::close);
            controller.start();
            SelfRegistration self = new SelfRegistration(
                    registry, identity, admin.address(), leases, session::isWell, controller::summary);
            self.start(patience);
            undo.push(self::close);
            hostStateStore(options, backends, registry, identity);
            LogRotation rotation = LogRotation.start(
                    StateFolder.slotFolder(state.path(), place.slot()), options.logMaxBytes(), options.logFiles());
            undo.push(rotation::close);
            guardian.fill();
            started = true;
        } catch (SlotTakenException e) {
            throw StartException.needless(String.valueOf(e.getMessage()));
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

    /** Stops all orchestrators of its state folder, and then the providers; blocks until those have ended. */
    public void stopWithProviders() {
        guardian.close();
        if (FolderStop.endOthers(state, false)) {
            awaitTheLead();
            controller.close();
            controller.stopProviders();
            FolderStop.done(state.path());
        } else {
            controller.close();
        }
        undoAll();
    }

    /** Stops all orchestrators of its state folder; the providers go on, and the next orchestrator takes them up. */
    @Override
    public void close() {
        guardian.close();
        boolean last = FolderStop.endOthers(state, true);
        controller.close();
        undoAll();
        if (last) {
            FolderStop.done(state.path());
        }
    }

    /** What others held when they ended is had in a moment, the registry perhaps among it. */
    private void awaitTheLead() {
        long end = System.nanoTime() + LONGEST_SUCCESSION.toNanos();
        try {
            while (!leases.host().held() && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(SUCCESSION_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static RegistryAccess forProviders(RegistryAccess own, OrchestratorOptions options) {
        if (options.consul() == null) {
            return own.withToken(null); // they know the cluster token
        }
        return options.providerToken() == null ? own : own.withToken(options.providerToken());
    }

    private URI embedded(OrchestratorOptions options, Backends backends, ClusterToken token)
            throws IOException, InterruptedException, StartException {
        Path folder = state.folder("registry");
        boolean others = FolderStop.hasOthers(state);
        if (!others) {
            Ports.requireFree(options.registryPort(), "registry", "--registry-port");
        }
        RegistryHost host = RegistryHost.join(
                folder,
                port -> backends.server()
                        .start(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), token.secret(), folder),
                options.registryPort(),
                others || options.place().byPeer());
        undo.push(host::close);
        isRegistryFresh = host.isFresh();
        return host.address();
    }

    /** A JVM without stateful services does not pay for it: it starts when the first one wants it. */
    private void hostStateStore(OrchestratorOptions options, Backends backends, Registry registry, Identity identity) {
        StoreServerFactory factory = backends.stateStore();
        if (!options.stateStore() || factory == null) {
            return;
        }
        StateStoreHost host = new StateStoreHost(
                state,
                folder -> factory.start(folder, identity.token(), identity.host()),
                registry,
                leases.host(),
                identity.id(),
                identity.host(),
                controller::hasDurableState);
        undo.push(host::close);
        host.start();
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
