package io.msagent.core.server;

import io.msagent.core.call.NotStarted;
import io.msagent.core.log.Log;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Runs bodies: so many at a time, so many more in a first-in-first-out queue, so many that wait for something outside.
 *
 * <p>A body has started and not ended in one of two ways: it runs, or it waits (lent, returning or detached). A new body
 * starts if fewer than {@code workers} run, none wants its slot back, and fewer than {@code workers + maxBlocked} have
 * started. When that many have started and some of them wait, the queue is emptied and stays closed: what is in it may be
 * what they wait for. So whoever waits here waits for a body that runs, and every body that runs ends or waits.
 */
final class Workers {
    private static final long IDLE_SECONDS = 30;

    private final ReentrantLock lock = new ReentrantLock();
    private final int workers;
    private final int queueLimit;
    private final int startedLimit;
    private final Deque<Work> queue = new ArrayDeque<>();
    private final Deque<Slot> returning = new ArrayDeque<>();
    private final ThreadPoolExecutor threads;
    private final BusyTime busy = new BusyTime(System::nanoTime);
    private int running;
    private int waiting;
    private boolean closed;

    Workers(int workers, int queue, int maxBlocked) {
        this.workers = workers;
        this.queueLimit = queue;
        this.startedLimit = Math.addExact(workers, maxBlocked);
        // the limits above bound the threads; the pool only keeps idle ones for a while
        this.threads = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), new WorkerThreads());
    }

    /** Runs the work now, or when its turn comes, or refuses it; never blocks. */
    void submit(Work work) {
        NotStarted refusal = null;
        boolean start = false;
        lock.lock();
        try {
            if (closed) {
                refusal = NotStarted.QUIESCING;
            } else if (mayStart()) {
                running(+1);
                start = true;
            } else if (queue.size() < queueLimit && !mayBeWaitedFor()) {
                queue.add(work);
            } else {
                refusal = NotStarted.OVERLOADED;
            }
        } finally {
            lock.unlock();
        }
        if (start) {
            launch(work);
        } else if (refusal != null) {
            work.refused(refusal);
        }
    }

    /** The work is not wanted any more: if it waits, its place in the queue is free. */
    void forget(Work work) {
        lock.lock();
        try {
            queue.remove(work);
        } finally {
            lock.unlock();
        }
    }

    /** Adds what the workers have to do at this moment. */
    Load load(Map<String, Long> calls) {
        lock.lock();
        try {
            double share = busy.share(running, workers);
            long busyMicros = busy.busyMicros(running);
            return new Load(running, queue.size(), waiting, workers, share, busyMicros, busy.upMicros(), calls);
        } finally {
            lock.unlock();
        }
    }

    /** The work that runs or waits for a worker, and how much can run at a time, as {@code 12/16}; for every answer. */
    String loadLine() {
        int work;
        lock.lock();
        try {
            work = running + queue.size();
        } finally {
            lock.unlock();
        }
        return work + "/" + workers;
    }

    /** Refuses what has not started and all that comes; what runs goes on, and idle threads end. */
    void close() {
        List<Work> refused;
        lock.lock();
        try {
            closed = true;
            refused = emptyQueue();
        } finally {
            lock.unlock();
        }
        refused.forEach(work -> work.refused(NotStarted.QUIESCING));
        threads.shutdown();
    }

    void lend(Slot slot) {
        free(slot, Slot.State.LENT);
    }

    void takeBack(Slot slot) {
        lock.lock();
        try {
            if (running < workers && returning.isEmpty()) {
                grant(slot);
                return;
            }
            slot.state = Slot.State.RETURNING;
            returning.add(slot);
            while (slot.state == Slot.State.RETURNING) {
                slot.granted.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    void detach(Slot slot) {
        free(slot, Slot.State.DETACHED);
    }

    /** The body goes on waiting without its slot, which may start or resume another. */
    private void free(Slot slot, Slot.State state) {
        Settled settled;
        lock.lock();
        try {
            slot.state = state;
            running(-1);
            waiting++;
            settled = settle();
        } finally {
            lock.unlock();
        }
        carryOut(settled);
    }

    void finish(Slot slot) {
        Settled settled;
        lock.lock();
        try {
            if (slot.state != Slot.State.DETACHED) {
                return;
            }
            slot.state = Slot.State.ENDED;
            waiting--;
            settled = settle();
        } finally {
            lock.unlock();
        }
        carryOut(settled);
    }

    /** The lock is held. */
    private void running(int change) {
        busy.count(running);
        running += change;
    }

    private boolean mayStart() {
        return running < workers && returning.isEmpty() && running + waiting < startedLimit;
    }

    private boolean mayBeWaitedFor() {
        return waiting > 0 && running + waiting >= startedLimit;
    }

    private void grant(Slot slot) {
        slot.state = Slot.State.RUNNING;
        waiting--;
        running(+1);
    }

    /** What a change of the counts leads to; the lock is held. */
    private Settled settle() {
        while (running < workers && !returning.isEmpty()) {
            Slot slot = returning.remove();
            grant(slot);
            slot.granted.signal();
        }
        List<Work> start = List.of();
        while (!queue.isEmpty() && mayStart()) {
            running(+1);
            start = start.isEmpty() ? new ArrayList<>(1) : start;
            start.add(queue.remove());
        }
        return new Settled(start, mayBeWaitedFor() ? emptyQueue() : List.of());
    }

    private List<Work> emptyQueue() {
        List<Work> all = List.copyOf(queue);
        queue.clear();
        return all;
    }

    /** The lock is not held. */
    private void carryOut(Settled settled) {
        settled.start.forEach(this::launch);
        settled.refuse.forEach(work -> work.refused(NotStarted.OVERLOADED));
    }

    private void launch(Work work) {
        try {
            threads.execute(() -> runAll(work));
        } catch (RejectedExecutionException | OutOfMemoryError e) {
            // closed meanwhile, or the machine has no thread left
            lock.lock();
            try {
                running(-1);
            } finally {
                lock.unlock();
            }
            work.refused(e instanceof OutOfMemoryError ? NotStarted.OVERLOADED : NotStarted.QUIESCING);
        }
    }

    private void runAll(Work first) {
        Work work = first;
        while (work != null) {
            Slot slot = new Slot(this, lock.newCondition());
            try {
                work.run(slot);
            } catch (Throwable t) {
                Log.write(Log.Level.ERROR, "a worker failed outside of any method's body; report this", t);
            }
            work = end(slot);
        }
    }

    /** A body's thread is free again; it goes on with the next in the queue itself, which saves a hand-over. */
    private @Nullable Work end(Slot slot) {
        Work next = null;
        Settled settled;
        lock.lock();
        try {
            switch (slot.state) {
                case RUNNING -> running(-1);
                case LENT, RETURNING -> waiting--;
                case DETACHED, ENDED -> {}
            }
            if (slot.state != Slot.State.DETACHED) {
                slot.state = Slot.State.ENDED;
            }
            settled = settle();
            if (!settled.start.isEmpty()) {
                next = settled.start.remove(0);
            }
        } finally {
            lock.unlock();
        }
        carryOut(settled);
        return next;
    }

    private record Settled(List<Work> start, List<Work> refuse) {}
}
