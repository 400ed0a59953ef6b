package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The session by which this process holds its leases. It is renewed by a thread of its own that does nothing else; once it
 * may have ended, all leases are over at once, and another one is opened. Safe for use by any thread.
 */
final class LeaseSession implements AutoCloseable {
    private static final long RENEW_MILLIS = 2_000;
    private static final long RETRY_MILLIS = 300;
    private static final long CLOSE_MILLIS = 3_000;

    private final Registry registry;
    private final String name;
    private final Events events;
    private final LongSupplier nanoTime;
    private final Semaphore nudges = new Semaphore(0);
    private final Thread thread = new Thread(this::run, "ms-agent-lease-session");
    private volatile @Nullable Term term;
    private volatile boolean closed;
    private volatile boolean answers;

    /** What becomes of it; called by its thread, so a listener must not block for long. */
    interface Events {
        /** There is one, and locks can be taken. */
        void opened();

        /** What was held by this term is not held any more. */
        void lost(Term term);
    }

    /** @param name shown by the registry to people */
    LeaseSession(Registry registry, String name, Events events, LongSupplier nanoTime) {
        this.registry = registry;
        this.name = name;
        this.events = events;
        this.nanoTime = nanoTime;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** The session, if it has certainly not ended. */
    @Nullable
    Term term() {
        Term now = term;
        return now != null && now.isSure() ? now : null;
    }

    /** Somebody has seen something that makes it worth while to renew it now: it may have ended. */
    void check() {
        nudges.release();
    }

    /** Ends it, and with it whatever is still locked by it. Never throws. */
    @Override
    public void close() {
        closed = true;
        nudges.release();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Term last = term;
        term = null;
        if (last != null) {
            last.end();
            if (answers) {
                end(last); // who ends has no time for a registry that says nothing
            }
        }
    }

    private void run() {
        try {
            while (!closed) {
                long pause = round() ? RENEW_MILLIS : RETRY_MILLIS;
                if (nudges.tryAcquire(pause, TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return whether there is one, and the registry has just said so */
    private boolean round() {
        try {
            Term now = term;
            if (now != null && !(now.isSure() && renew(now) && now.isSure())) {
                lose(now);
            }
            if (term == null) {
                open();
            }
            answers = true;
            return true;
        } catch (RegistryException e) {
            answers = false;
            Log.debug("session of leases: " + e.getMessage());
        } catch (Throwable e) {
            // whatever it was, the next round is not to fail for it
            Log.write(Log.Level.ERROR, "session of leases", e);
        }
        Term now = term;
        if (now != null && !now.isSure()) {
            lose(now);
        }
        return false;
    }

    private boolean renew(Term now) {
        long sent = nanoTime.getAsLong();
        if (!registry.renewSession(now.id())) {
            return false;
        }
        now.renewed(sent);
        return true;
    }

    private void open() {
        long sent = nanoTime.getAsLong();
        String id = registry.openSession(name, Term.TTL, Duration.ZERO);
        term = new Term(id, nanoTime, sent);
        events.opened();
    }

    private void lose(Term lost) {
        lost.end();
        term = null;
        Log.warn(
                "the session in the registry has ended, or could not be renewed in time: this instance owns no keys until"
                        + " it has another one");
        events.lost(lost);
        end(lost);
    }

    /** So that others, and this process itself, need not wait until it runs out. */
    private void end(Term last) {
        try {
            registry.closeSession(last.id());
        } catch (RegistryException e) {
            Log.debug("session of leases runs out by itself: " + e.getMessage());
        }
    }
}
