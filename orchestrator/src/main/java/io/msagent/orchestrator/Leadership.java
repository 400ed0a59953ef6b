package io.msagent.orchestrator;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.orchestrator.store.Store;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The lock that says which orchestrator acts. Kept by renewing a session; if the session is lost, or could not be renewed
 * for so long that it may be, {@link #leads} is false until the lock is had again. Safe for use by any thread.
 */
final class Leadership implements AutoCloseable {
    static final String KEY = Store.LEADER;
    private static final Duration TTL = Duration.ofSeconds(10);
    private static final Duration LOCK_DELAY = Duration.ofSeconds(1);
    /** A former leader's session may have to expire first, for which Consul takes up to twice its TTL, and the lock delay to pass. */
    private static final Duration LONGEST_LOCK = Duration.ofSeconds(25);

    private static final long RETRY_MILLIS = 500;
    private static final long RENEW_MILLIS = 3_000;

    private final Registry registry;
    private final byte[] value;
    private final String name;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-leadership");
    /** Opened, and perhaps holding the lock though the answer to that has been lost. */
    private @Nullable String opened;

    private volatile @Nullable String session;
    private volatile long renewedNanos;

    /**
     * Does not lead yet.
     *
     * @param value what others read under the lock's key: who leads
     */
    Leadership(Registry registry, String name, String value) {
        this.registry = registry;
        this.name = name;
        this.value = value.getBytes(StandardCharsets.UTF_8);
        thread.setDaemon(true);
    }

    /**
     * Takes the lock, and keeps it from now on.
     *
     * @param patience with a registry that does not answer
     * @throws StartException if another orchestrator has it, or the registry has not answered in time
     */
    void take(Patience patience) throws StartException, InterruptedException {
        long end = System.nanoTime() + LONGEST_LOCK.toNanos();
        boolean said = false;
        while (!patience.make(this::acquired)) {
            String holder = patience.make(this::holder);
            if (System.nanoTime() - end >= 0) {
                throw new StartException(
                        "registry: another orchestrator acts on it: " + holder
                                + " (expected: one at a time; stop that one first, or use another registry)",
                        null);
            }
            if (!said) {
                Log.warn("waiting up to " + LONGEST_LOCK.toSeconds() + " s for the lock of another orchestrator: "
                        + holder);
                said = true;
            }
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
        thread.start();
    }

    boolean leads() {
        return session != null && System.nanoTime() - renewedNanos < TTL.toNanos();
    }

    @Override
    public void close() {
        closed.countDown();
        String mine = session;
        session = null;
        if (mine != null) {
            try {
                boolean unused = registry.release(KEY, mine);
                registry.closeSession(mine);
            } catch (RegistryException e) {
                Log.debug("the lock runs out by itself: " + e.getMessage());
            }
        }
    }

    private String holder() {
        return registry.get(KEY)
                .map(entry -> new String(entry.value(), StandardCharsets.UTF_8))
                .orElse("unknown");
    }

    private boolean acquired() {
        long now = System.nanoTime();
        String mine = opened;
        if (mine == null || !registry.renewSession(mine)) {
            mine = registry.openSession(name, TTL, LOCK_DELAY);
            opened = mine;
        }
        boolean acquired = registry.acquire(KEY, value, mine);
        opened = null;
        if (acquired) {
            renewedNanos = now;
            session = mine;
        } else {
            registry.closeSession(mine);
        }
        return acquired;
    }

    private void run() {
        try {
            while (!closed.await(session == null ? RETRY_MILLIS : RENEW_MILLIS, TimeUnit.MILLISECONDS)) {
                keep();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keep() {
        try {
            String mine = session;
            if (mine == null) {
                if (acquired()) {
                    Log.warn("has the lock in the registry again: acts from now on");
                }
                if (closed.getCount() == 0) {
                    close(); // which has come too early to give this one back
                }
                return;
            }
            long now = System.nanoTime();
            if (registry.renewSession(mine)) {
                renewedNanos = now;
            } else {
                session = null;
                Log.error("lost the lock in the registry: observes only, and tries to get it back");
            }
        } catch (RegistryException e) {
            Log.debug("lock in the registry cannot be renewed: " + e.getMessage());
        } catch (Throwable e) {
            // whatever it was, the next round is not to fail for it
            Log.write(Log.Level.ERROR, "lock in the registry", e);
        }
    }
}
