package io.msagent.core.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Runs tasks in lanes that do not hold up one another: so many of a lane and of all at once, so
 * many more waiting. Thread-safe.
 */
final class Lanes {
    /** The lane of the task that this thread runs. */
    private static final ThreadLocal<@Nullable Integer> CURRENT = new ThreadLocal<>();

    private final Executor threads;
    private final int atOnce;
    private final int inAll;
    private final int mostWaiting;
    private final Map<Integer, Lane> lanes = new HashMap<>();
    private int running;
    private boolean closed;

    private static final class Lane {
        final Deque<Runnable> waiting = new ArrayDeque<>();
        int running;
    }

    /**
     * Nothing runs yet.
     *
     * @param threads starts every task that it is given at once, or throws {@link RejectedExecutionException}
     * @param atOnce how many tasks of a lane run at once
     * @param inAll how many tasks of all lanes run at once
     * @param mostWaiting how many tasks of a lane wait
     */
    Lanes(Executor threads, int atOnce, int inAll, int mostWaiting) {
        this.threads = threads;
        this.atOnce = atOnce;
        this.inAll = inAll;
        this.mostWaiting = mostWaiting;
    }

    /**
     * Runs the task as soon as the lane has room. A task that is given by a task goes at least one lane further than
     * that, because that may wait for it. If as many run as may in all lanes, it is refused: those may be waiting for it.
     *
     * @param least the lane, or a lower one than it is going to be
     * @throws RejectedExecutionException if too many wait in the lane or run in all, no thread is to be had, or this is
     *     closed; the message says which
     */
    void execute(int least, Runnable task) {
        Integer current = CURRENT.get();
        int number = current == null ? least : Math.max(least, current + 1);
        synchronized (lanes) {
            Lane lane = lanes.computeIfAbsent(number, n -> new Lane());
            if (closed) {
                throw new RejectedExecutionException("this process is ending");
            }
            if (lane.waiting.size() >= mostWaiting) {
                throw new RejectedExecutionException(
                        lane.running + " asynchronous calls are running and " + mostWaiting + " are waiting");
            }
            if (lane.running >= atOnce) {
                lane.waiting.add(task);
                return;
            }
            if (running >= inAll) {
                if (lane.running == 0) {
                    lanes.remove(number);
                }
                throw new RejectedExecutionException(
                        running + " asynchronous calls, nested in one another, are running");
            }
            lane.running++;
            running++;
        }
        try {
            threads.execute(() -> runAll(number, task));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // the machine may have no thread left
            leave(number);
            throw new RejectedExecutionException("no thread can be started", e);
        }
    }

    private void runAll(int number, Runnable first) {
        CURRENT.set(number);
        try {
            for (Runnable task = first; task != null; task = next(number)) {
                task.run();
                // it may have been cancelled, and the interrupt is not the next one's
                boolean unused = Thread.interrupted();
            }
        } finally {
            CURRENT.remove();
        }
    }

    /** What the thread that has ended a task goes on with; null if nothing waits in its lane. */
    private @Nullable Runnable next(int number) {
        synchronized (lanes) {
            Lane lane = lanes.get(number);
            Runnable next = lane == null ? null : lane.waiting.poll();
            if (next == null) {
                leave(number);
            }
            return next;
        }
    }

    private void leave(int number) {
        synchronized (lanes) {
            running--;
            lanes.computeIfPresent(number, (n, lane) -> --lane.running == 0 ? null : lane);
        }
    }

    /** Takes no more tasks; returns those that have not begun. */
    List<Runnable> close() {
        List<Runnable> neverRun = new ArrayList<>();
        synchronized (lanes) {
            closed = true;
            lanes.values().forEach(lane -> {
                neverRun.addAll(lane.waiting);
                lane.waiting.clear();
            });
        }
        return neverRun;
    }
}
