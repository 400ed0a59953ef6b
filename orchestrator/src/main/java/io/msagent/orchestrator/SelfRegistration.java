package io.msagent.orchestrator;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import io.msagent.core.registry.InstanceTags;
import io.msagent.core.registry.Proof;
import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.wire.Protocol;
import io.msagent.orchestrator.control.Identity;
import io.msagent.orchestrator.lead.Leases;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Keeps the orchestrator itself in the registry, so that callers find its admin address, and people see what it does. */
final class SelfRegistration implements AutoCloseable {
    /** The name under which callers look for an orchestrator. */
    static final String SERVICE = "ms-orchestrator";

    private static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration TTL = Duration.ofSeconds(3);
    private static final Duration DEREGISTER_AFTER = Duration.ofMinutes(1);

    private final Registry registry;
    private final Registration registration;
    private final Leases leases;
    private final BooleanSupplier well;
    private final Supplier<String> summary;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-self-registration");

    /** @param well whether it can act */
    SelfRegistration(
            Registry registry,
            Identity identity,
            InetSocketAddress admin,
            Leases leases,
            BooleanSupplier well,
            Supplier<String> summary) {
        this.registry = registry;
        this.leases = leases;
        this.well = well;
        this.summary = summary;
        ProcessHandle self = ProcessHandle.current();
        Registration unproven = new Registration(
                identity.id(),
                SERVICE,
                admin.getAddress().getHostAddress(),
                admin.getPort(),
                InstanceTags.standard(),
                meta(identity, self),
                TTL,
                DEREGISTER_AFTER);
        this.registration = new Proof(identity.token()).on(unproven);
        thread.setDaemon(true);
    }

    private static Map<String, String> meta(Identity identity, ProcessHandle self) {
        Map<String, String> meta = new HashMap<>();
        meta.put(InstanceMeta.PROTOCOL, Protocol.VERSION);
        meta.put(InstanceMeta.PID, Long.toString(self.pid()));
        meta.put(InstanceMeta.HOST, identity.host());
        meta.put(
                InstanceMeta.STARTED,
                self.info().startInstant().map(Object::toString).orElse(""));
        if (identity.tls() != null) {
            meta.put(InstanceMeta.TLS, "true");
        }
        return meta;
    }

    /**
     * Registers, and beats from now on.
     *
     * @throws StartException if the registry has not answered in time
     */
    void start(Patience patience) throws StartException, InterruptedException {
        patience.make(() -> {
            beat();
            return true;
        });
        thread.start();
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            registry.deregister(registration.id());
        } catch (RegistryException e) {
            Log.debug("the registration runs out by itself: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!closed.await(INTERVAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    beat();
                } catch (RegistryException e) {
                    Log.debug("no beat: " + e.getMessage());
                } catch (Throwable e) {
                    // whatever it was, the next beat is not to fail for it
                    Log.write(Log.Level.ERROR, "the orchestrator's own beat", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        // any of them takes requests, so callers need not care which does what
        boolean acts = well.getAsBoolean();
        Instance.Status status = acts ? Instance.Status.PASSING : Instance.Status.CRITICAL;
        String note = !acts
                ? "its control loop hangs"
                : (leases.leader().held() ? "leads · " : leases.host().held() ? "supervises · " : "follows · ")
                        + summary.get();
        if (!registry.beat(registration.id(), status, note)) {
            registry.register(registration, status);
            boolean unused = registry.beat(registration.id(), status, note);
        }
    }
}
