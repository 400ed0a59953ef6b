package io.msagent.orchestrator.lead;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.store.LockHolder;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This orchestrator's session in the registry. It is renewed, and its leases are tried for, twice a second by a thread of
 * its own; if it has ended, another one is opened. Safe for use by any thread.
 */
public final class Session implements AutoCloseable {
    /** The shortest that Consul allows; it may let it live for twice as long. */
    private static final Duration TTL = Duration.ofSeconds(10);

    /** Until then nobody else can have the locks, even if this machine's clock runs somewhat slower than the registry's. */
    private static final Duration SURE = Duration.ofSeconds(9);

    private static final long ROUND_MILLIS = 500;
    private static final long CLOSE_MILLIS = 5_000;

    private final Registry registry;
    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-session");
    private volatile @Nullable LockHolder self;
    private volatile @Nullable Open open;

    /** @param renewed time of the last request that renewed it, before it was sent; by {@link System#nanoTime} */
    private record Open(String id, long renewed) {}

    /** One that is not open yet. */
    public Session(Registry registry) {
        this.registry = registry;
        thread.setDaemon(true);
    }

    /** The lock on a key, to be tried for from the next round on. */
    Lease lease(String key, String role, Lease.Succession succession) {
        Lease lease = new Lease(this, registry, key, role, succession);
        leases.add(lease);
        return lease;
    }

    /**
     * Opens it and tries for the locks once; may be called again if that has failed.
     *
     * @param holder what stands under the keys of locks that it gets
     * @throws RegistryException if the registry is away or refuses
     */
    public void open(LockHolder holder) {
        self = holder;
        round();
    }

    /** Keeps it open from now on, and goes on trying. */
    public void start() {
        thread.start();
    }

    /** Id of the session if it certainly has not ended, by this machine's monotonic clock. */
    @Nullable
    String surelyOpen() {
        Open now = open;
        return now != null && System.nanoTime() - now.renewed() < SURE.toNanos() ? now.id() : null;
    }

    /** Gives the locks back and ends. Never throws. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Open last = open;
        open = null;
        if (last == null) {
            return;
        }
        try {
            // one by one, for a session's end alone might keep others away for a while
            leases.forEach(lease -> lease.release(last.id()));
            registry.closeSession(last.id());
        } catch (RegistryException e) {
            Log.debug("the session runs out by itself: " + e.getMessage());
        }
    }

    private void run() {
        try {
            while (!closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    round();
                } catch (RegistryException e) {
                    Log.debug("session in the registry: " + e.getMessage());
                } catch (Throwable e) {
                    // whatever it was, the next round is not to fail for it
                    Log.write(Log.Level.ERROR, "session in the registry", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() {
        LockHolder me = Objects.requireNonNull(self);
        String id = renewed(me);
        for (Lease lease : leases) {
            lease.round(id, me);
        }
    }

    private String renewed(LockHolder me) {
        Open before = open;
        long now = System.nanoTime();
        if (before != null && registry.renewSession(before.id())) {
            open = new Open(before.id(), now);
            return before.id();
        }
        // fences make a lock delay needless: whatever a former holder may still send is refused
        String id = registry.openSession(me.id(), TTL, Duration.ZERO);
        open = new Open(id, now);
        if (before != null) {
            Log.info("the session in the registry had ended; opened another");
        }
        return id;
    }
}
