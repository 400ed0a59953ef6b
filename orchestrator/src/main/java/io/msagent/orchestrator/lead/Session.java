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
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This orchestrator's session in the registry. It is renewed, and its leases are tried for, twice a second by a thread of
 * its own; if it has ended, another one is opened. While the control loop of this orchestrator hangs, there is none: others
 * shall act instead. Safe for use by any thread.
 */
public final class Session implements AutoCloseable {
    /** The shortest that Consul allows; it may let it live for twice as long. */
    private static final Duration TTL = Duration.ofSeconds(10);

    /** Until then nobody else can have the locks, even if this machine's clock runs somewhat slower than the registry's. */
    private static final Duration SURE = Duration.ofSeconds(9);

    /** The longest that a round of the control loop may take; a registry that is away ends one sooner. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);

    private static final long ROUND_MILLIS = 500;
    private static final long CLOSE_MILLIS = 5_000;

    private final Registry registry;
    private final Duration longestRound;
    private final Silence silence = new Silence();
    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-session");
    private volatile @Nullable LockHolder self;
    private volatile @Nullable Open open;
    private volatile boolean well = true;
    private LongSupplier rounds = () -> -1;
    private long lastRounds = -1;

    /** @param renewed time of the last request that renewed it, before it was sent; by {@link System#nanoTime} */
    private record Open(String id, long renewed) {}

    /** One that is not open yet. */
    public Session(Registry registry) {
        this(registry, LONGEST_ROUND);
    }

    Session(Registry registry, Duration longestRound) {
        this.registry = registry;
        this.longestRound = longestRound;
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

    /**
     * Keeps it open from now on, and goes on trying.
     *
     * @param count of the rounds that the control loop has ended; negative while it is not to run
     */
    public void start(LongSupplier count) {
        rounds = count;
        thread.start();
    }

    /** Whether the control loop goes on. */
    public boolean isWell() {
        return well;
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
        end();
    }

    private void end() {
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
        long before = System.nanoTime();
        try {
            while (!closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                listen(Duration.ofNanos(now - before));
                before = now;
                try {
                    if (well) {
                        round();
                    } else {
                        end();
                    }
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

    /** @param since how long ago this was done before */
    private void listen(Duration since) {
        long ended = rounds.getAsLong();
        if (ended < 0 || ended != lastRounds) {
            silence.heard();
        } else {
            silence.goesOn(since);
        }
        lastRounds = ended;
        boolean hangs = silence.isLongerThan(longestRound);
        if (hangs && well) {
            Log.error(
                    "the control loop has ended no round for more than " + longestRound.toSeconds()
                            + " s: this orchestrator gives up its locks until it goes on (see a thread dump of ms-agent-control)");
        } else if (!hangs && !well) {
            Log.warn("the control loop goes on");
        }
        well = !hangs;
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
