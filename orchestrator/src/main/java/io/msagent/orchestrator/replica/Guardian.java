package io.msagent.orchestrator.replica;

import io.msagent.core.log.Log;
import io.msagent.orchestrator.store.LockHolder;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Watches the other orchestrators of a state folder, twice a second: starts one again whose slot is free, ends one that
 * runs but has long been silent, and sees when all of them shall stop.
 */
public final class Guardian implements AutoCloseable {
    private static final long ROUND_MILLIS = 500;
    private static final long CLOSE_MILLIS = 10_000;
    private static final Duration END_OF_A_KILLED_ONE = Duration.ofSeconds(5);

    private final Path folder;
    private final List<Peer> peers;
    private final OnStop onStop;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ms-agent-guardian");
    private volatile boolean fills;

    /** Hears that this orchestrator shall stop, because all of its folder do. */
    public interface OnStop {
        /** @param leave whether the providers go on, as far as this orchestrator is concerned */
        void stop(boolean leave);
    }

    /**
     * One that does not watch yet.
     *
     * @param beats whether the registry hears from that orchestrator
     */
    public Guardian(StateFolder state, Place place, Predicate<OrchestratorInfo> beats, OnStop onStop) {
        this.folder = state.path();
        this.onStop = onStop;
        Launcher launcher = place.launcher();
        this.peers = launcher == null
                ? List.of()
                : IntStream.rangeClosed(1, place.count())
                        .filter(slot -> slot != place.slot())
                        .mapToObj(slot -> new Peer(folder, slot, launcher, beats))
                        .toList();
        thread.setDaemon(true);
    }

    /**
     * Begins, but starts nobody yet. To be called before the registry is needed: one that hangs together with the registry
     * must be ended by whoever is just starting, if nobody else is left.
     */
    public void start() {
        thread.start();
    }

    /** From now on free slots are filled: this orchestrator has started itself. */
    public void fill() {
        fills = true;
    }

    /**
     * Whether a former supervisor of this host starts nothing late. One of this folder that runs and does not answer is
     * ended first: it may have been stopped just before it started something.
     */
    public static boolean settled(Path folder, LockHolder former) {
        Optional<OrchestratorInfo> info = StateFolder.infos(folder).stream()
                .filter(i -> i.pid() == former.pid() && i.started().equals(former.started()))
                .filter(i -> i.pid() != ProcessHandle.current().pid())
                .findFirst();
        if (info.isEmpty()) {
            return true; // gone, or of another folder or machine, whose processes are not ours to end
        }
        ProcessHandle process = info.get().process().orElse(null);
        if (process == null || Knock.at(info.get())) {
            return true;
        }
        Log.error("orchestrator with pid " + former.pid() + ", which supervised this host, does not answer: killed");
        process.destroyForcibly();
        return isGone(process);
    }

    private static boolean isGone(ProcessHandle process) {
        try {
            return process.onExit()
                    .thenApply(ended -> true)
                    .completeOnTimeout(false, END_OF_A_KILLED_ONE.toMillis(), TimeUnit.MILLISECONDS)
                    .get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException e) {
            return false;
        }
    }

    /** Starts and ends nobody any more. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        peers.forEach(Peer::close);
    }

    private void run() {
        long before = System.nanoTime();
        try {
            while (!closed.await(ROUND_MILLIS, TimeUnit.MILLISECONDS)) {
                long now = System.nanoTime();
                try {
                    round(Duration.ofNanos(now - before));
                } catch (Throwable e) {
                    // whatever it was, the next round is not to fail for it
                    Log.write(Log.Level.ERROR, "watching the other orchestrators", e);
                }
                before = now;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round(Duration since) {
        Optional<StopMark> mark = StopMark.read(folder);
        if (mark.isPresent()) {
            // whoever has set it sees to the providers; if that one is gone, this one does
            onStop.stop(mark.get().isSeenTo() || mark.get().leave());
            return;
        }
        peers.forEach(peer -> peer.look(since, fills));
    }
}
