package io.msagent.stateful.deadlock;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Looks after calls that wait for their turn while their own transaction may hold another key's. Safe for use by any thread.
 */
public final class WaitWatch implements AutoCloseable {
    private static final Duration FIRST = Duration.ofMillis(250);
    private static final Duration NEXT = Duration.ofSeconds(1);
    /** A probe waits for other instances' probes, so one must not hold up all. */
    private static final int THREADS = 4;

    private final DeadlockSearch search;
    private final ScheduledThreadPoolExecutor timer;

    /** A call that waits. */
    public interface Waiting {
        /** Its place in its transaction. */
        TransactionCall call();

        /** Whether it still waits. */
        boolean waits();

        /** It would wait for ever. */
        void refuse(String detail);
    }

    /** Starts no thread before there is something to watch. */
    public WaitWatch(DeadlockSearch search) {
        this.search = search;
        this.timer = new ScheduledThreadPoolExecutor(THREADS, new Threads());
        timer.setRemoveOnCancelPolicy(true);
    }

    /** Watches a call until it waits no more. One that no body makes cannot be part of a cycle. */
    public void watch(Waiting waiting) {
        if (waiting.call().number().indexOf('.') >= 0) {
            later(waiting, List.of(), FIRST);
        }
    }

    private void later(Waiting waiting, List<Holder> seen, Duration pause) {
        try {
            timer.schedule(() -> look(waiting, seen), pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            Log.debug("nobody looks for deadlocks any more");
        }
    }

    private void look(Waiting waiting, List<Holder> seen) {
        if (!waiting.waits()) {
            return;
        }
        List<Holder> cycle = List.of();
        try {
            cycle = search.cycleOf(waiting.call());
        } catch (RuntimeException e) {
            Log.write(Log.Level.ERROR, "looking for a deadlock", e);
        }
        // edges seen one after the other need not all be there at the same moment; what is there twice is there for
        // good
        if (!cycle.isEmpty() && cycle.equals(seen) && isVictim(cycle)) {
            waiting.refuse("deadlock: " + cycle.stream().map(Holder::toString).collect(Collectors.joining("; "))
                    + "; each waits for the next, and the last one's own call for the first (expected: keys taken in the"
                    + " same order everywhere); this call, of the youngest transaction, gives way");
            return;
        }
        later(waiting, cycle, cycle.isEmpty() ? NEXT : FIRST);
    }

    /** All that find the cycle agree: it is the one whose own holder is the youngest. */
    private static boolean isVictim(List<Holder> cycle) {
        return cycle.get(cycle.size() - 1).equals(Collections.max(cycle));
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static final class Threads implements ThreadFactory {
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Thread newThread(Runnable task) {
            Thread thread = new Thread(null, task, "ms-agent-deadlock-" + made.incrementAndGet(), 0, false);
            thread.setDaemon(true);
            return thread;
        }
    }
}
