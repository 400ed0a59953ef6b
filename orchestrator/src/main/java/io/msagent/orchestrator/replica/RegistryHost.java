package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryServerFactory.Running;
import io.msagent.orchestrator.store.FileLocks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The embedded registry of a state folder. The orchestrator that has its lock runs it; the others stand by, and when the
 * lock is free, one of them takes port and data over, within about a second. Its address stays the same as long as any of
 * them lives.
 */
public final class RegistryHost implements AutoCloseable {
    private static final String LOCK = "host.lock";
    private static final String ADDRESS = "address";
    private static final long LOOK_MILLIS = 100;
    private static final long CLOSE_MILLIS = 5_000;
    /** For whoever has the lock to say where the registry is. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path folder;
    private final Server server;
    private final URI address;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::standBy, "ms-agent-registry-host");
    private final boolean fresh;
    private FileLocks.@Nullable Held lock;
    private @Nullable Running running;

    /** Starts a registry on a port of this machine. */
    public interface Server {
        /** @param port 0: any free one */
        Running start(int port) throws IOException;
    }

    private RegistryHost(
            Path folder,
            Server server,
            URI address,
            boolean fresh,
            FileLocks.@Nullable Held lock,
            @Nullable Running running) {
        this.folder = folder;
        this.server = server;
        this.address = address;
        this.fresh = fresh;
        this.lock = lock;
        this.running = running;
        thread.setDaemon(true);
    }

    /**
     * Runs the registry, or stands by if another orchestrator does.
     *
     * @param folder of its data
     * @param port for the first one; 0: any free one
     * @param again whether there are others who know it by the address that it had last
     * @throws IOException if it cannot be run, or whoever runs it does not say where; the message is for the user
     */
    public static RegistryHost join(Path folder, Server server, int port, boolean again)
            throws IOException, InterruptedException {
        FileLocks.Held lock = FileLocks.take(folder.resolve(LOCK)).orElse(null);
        RegistryHost host = lock == null ? standingBy(folder, server) : running(folder, server, port, again, lock);
        if (host.running == null) {
            host.thread.start();
        }
        return host;
    }

    private static RegistryHost running(Path folder, Server server, int port, boolean again, FileLocks.Held lock)
            throws IOException {
        try {
            Optional<URI> before = said(folder);
            int last = before.map(URI::getPort).orElse(port);
            Running running = server.start(again ? last : port);
            say(folder, running.address());
            return new RegistryHost(folder, server, running.address(), before.isEmpty(), lock, running);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static RegistryHost standingBy(Path folder, Server server) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Optional<URI> address = said(folder);
            if (address.isPresent()) {
                return new RegistryHost(folder, server, address.get(), false, null, null);
            }
            if (System.nanoTime() - end >= 0) {
                throw new IOException(
                        "registry folder " + folder + ": another orchestrator runs the registry and has not"
                                + " said where within " + PATIENCE.toSeconds() + " s (see that one's output)");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
        }
    }

    /** Where the registry is, whoever runs it. */
    public URI address() {
        return address;
    }

    /** Whether this is the first registry of its folder: nobody had anything in it before. */
    public boolean isFresh() {
        return fresh;
    }

    private void standBy() {
        try {
            while (lock == null && !closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                try {
                    lock = FileLocks.take(folder.resolve(LOCK)).orElse(null);
                } catch (IOException e) {
                    Log.debug("registry's lock: " + e.getMessage());
                }
            }
            boolean said = false;
            while (running == null && closed.getCount() > 0) {
                said = takeOver(said);
                if (running == null && closed.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean takeOver(boolean said) {
        try {
            running = server.start(address.getPort());
            Log.warn("took the registry over, at " + address + ": the orchestrator that ran it has ended");
            return true;
        } catch (IOException | RuntimeException e) {
            if (!said) {
                Log.error("the registry cannot be taken over yet: " + e.getMessage());
            }
            return true;
        }
    }

    /** Stops to run it or to stand by. Never throws. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
            if (running != null) {
                running.close();
            }
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            Log.write(Log.Level.WARN, "the registry's lock", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<URI> said(Path folder) throws IOException {
        try {
            return Optional.of(
                    URI.create(Files.readString(folder.resolve(ADDRESS)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void say(Path folder, URI address) throws IOException {
        Path aside = folder.resolve(ADDRESS + ".new");
        Files.write(aside, address.toString().getBytes(StandardCharsets.UTF_8));
        Files.move(aside, folder.resolve(ADDRESS), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
