package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.stateful.StoreServerFactory;
import io.msagent.core.stateful.StoreServerFactory.Running;
import io.msagent.orchestrator.lead.Lease;
import io.msagent.orchestrator.store.FileLocks;
import io.msagent.orchestrator.store.Json;
import io.msagent.orchestrator.store.StateFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The store of durable states on this machine, run by the orchestrator that supervises the host, from the time on at which a
 * service wants it. Whoever supervises next takes its file over, and says anew where it is. Nobody else writes to the file
 * meanwhile: it is under a lock of the operating system.
 */
public final class StateStoreHost implements AutoCloseable {
    /** Name of its folder in the state folder. */
    public static final String FOLDER = "state-store";

    private static final String LOCK = "host.lock";
    private static final long ROUND_MILLIS = 500;
    private static final int LOOKS_EVERY = 4;
    /** In these rounds whoever supervised before gives the file back. */
    private static final int PATIENT_ROUNDS = 20;

    private static final long CLOSE_MILLIS = 5_000;

    private final StateFolder state;
    private final Server server;
    private final Registry registry;
    private final Lease supervision;
    private final String self;
    private final String host;
    private final BooleanSupplier wanted;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-state-store-host");
    /** Held while the store is started or stopped: which takes long, and {@link #close} must not undo half of it. */
    private final ReentrantLock change = new ReentrantLock();

    private FileLocks.@Nullable Held lock;
    private volatile @Nullable Running running;
    private volatile boolean announced;
    private String said = "";
    private long round;
    private int roundsWithoutLock;

    /** Starts a store. */
    public interface Server {
        /** @param folder where its file is */
        Running start(Path folder) throws IOException;
    }

    /**
     * One that does nothing yet.
     *
     * @param state below it is the store's file
     * @param supervision the lock on this host's processes: who has it runs the store
     * @param self id of this orchestrator
     * @param host name of this machine
     * @param wanted whether any service has durable state; once is enough
     */
    public StateStoreHost(
            StateFolder state,
            Server server,
            Registry registry,
            Lease supervision,
            String self,
            String host,
            BooleanSupplier wanted) {
        this.state = state;
        this.server = server;
        this.registry = registry;
        this.supervision = supervision;
        this.self = self;
        this.host = host;
        this.wanted = wanted;
        thread.setDaemon(true);
    }

    /** Begins. */
    public void start() {
        thread.start();
    }

    /** Whether an orchestrator runs the store of that state folder. */
    public static boolean isRun(Path stateFolder) {
        return FileLocks.isHeldElsewhere(stateFolder.resolve(FOLDER).resolve(LOCK));
    }

    private void run() {
        try {
            do {
                round();
            } while (!closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            release();
        }
    }

    /** Sees to it once. */
    void round() {
        try {
            lookAndAct();
        } catch (RegistryException e) {
            Log.debug("state store: " + e.getMessage());
        } catch (IOException e) {
            say("the state store cannot be run: " + e.getMessage() + "; tries again");
        } catch (Throwable e) {
            // a store that is announced and not looked after is worse than any error
            say("the state store cannot be run: " + e + "; tries again");
        }
    }

    private void lookAndAct() throws IOException {
        round++;
        Running store = running;
        if (store == null) {
            if (supervision.held() && wanted.getAsBoolean() && !isElsewhere()) {
                take();
            }
        } else if (!supervision.holder().isEmpty() && !supervision.holder().equals(self)) {
            // a registry that is away is no reason: then nobody knows better
            Log.warn("gives the state store up: " + supervision.holder() + " supervises this host now");
            release();
        } else if (!announced || round % LOOKS_EVERY == 0) {
            announce(store);
        }
    }

    private void take() throws IOException {
        Path folder = state.folder(FOLDER);
        Running started = started(folder);
        if (started != null) {
            Log.info("runs the state store, in " + folder);
            said = "";
            announce(started);
        }
    }

    /** A store, whose lock is held as long as it runs and no longer; null if its file is another's, or this is closed. */
    private @Nullable Running started(Path folder) throws IOException {
        change.lock();
        try {
            if (closed.getCount() == 0) {
                return null;
            }
            FileLocks.Held held = FileLocks.take(folder.resolve(LOCK)).orElse(null);
            if (held == null) {
                waitForLock(folder);
                return null;
            }
            roundsWithoutLock = 0;
            try {
                running = server.start(folder);
                lock = held;
                return running;
            } finally {
                if (running == null) {
                    held.close();
                }
            }
        } finally {
            change.unlock();
        }
    }

    private void waitForLock(Path folder) {
        roundsWithoutLock++;
        if (roundsWithoutLock == PATIENT_ROUNDS) {
            say("the state store in " + folder
                    + " is still in use by an orchestrator of this machine that does not supervise it"
                    + " any more (expected: it gives it up within seconds; end it)");
        }
    }

    /** A file on another machine holds the states that there are: a new one here would be empty. */
    private boolean isElsewhere() {
        String there = registry.get(StoreServerFactory.KEY).map(this::hostOf).orElse(host);
        boolean elsewhere = !there.equals(host);
        if (elsewhere) {
            say("durable services of this host have no state store: it is on host " + there
                    + ", which others cannot reach (expected: a database that all hosts reach, see state.url; or services"
                    + " on that host only)");
        }
        return elsewhere;
    }

    private void announce(Running store) throws IOException {
        Entry there = registry.get(StoreServerFactory.KEY).orElse(null);
        byte[] mine = store.announcement();
        announced = there != null && Arrays.equals(there.value(), mine);
        Fence fence = supervision.fence();
        if (announced || fence == null) {
            return;
        }
        if (there != null && !hostOf(there).equals(host)) {
            release(); // that one was quicker
            return;
        }
        Write write = new Write(StoreServerFactory.KEY, mine, there == null ? 0 : there.modifyIndex());
        announced = registry.transact(List.of(write), fence);
    }

    private String hostOf(Entry entry) {
        try {
            String named = Json.MAPPER.readTree(entry.value()).path("host").asText();
            return named.isEmpty() ? host : named;
        } catch (IOException e) {
            return host;
        }
    }

    private void say(String what) {
        if (!what.equals(said)) {
            said = what;
            Log.error(what);
        }
    }

    private void release() {
        change.lock();
        try {
            Running store = running;
            FileLocks.Held held = lock;
            running = null;
            lock = null;
            announced = false;
            if (store != null) {
                store.close();
            }
            if (held != null) {
                held.close();
            }
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "the state store's lock", e);
        } finally {
            change.unlock();
        }
    }

    /** Stops to run it; if it is being started, that ends first, for a few seconds here or else on its thread. Never throws. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
            if (change.tryLock()) {
                try {
                    release();
                } finally {
                    change.unlock();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
