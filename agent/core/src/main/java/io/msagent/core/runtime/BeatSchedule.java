package io.msagent.core.runtime;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * When a process makes its beats. Each instance's first one comes at once, so that it can be called; the next at a random
 * moment of its own part of the interval, and then one an interval. So neither the beats of one process nor those of many
 * that were started together come in one burst.
 *
 * <p>A few daemon threads, one if there is one instance: a request that hangs holds up neither the others nor, for long,
 * their turn. Beats of one instance never overlap. What is due first goes first, and a beat that is due before a first
 * one that has not begun: when the registry is slow, whoever is registered stays so.
 */
final class BeatSchedule implements AutoCloseable {
    /** As many requests at a time as a connector keeps connections. */
    static final int THREADS = 4;

    /** So long a beat under way may take to end, so that it does not have the last word; a registry that hangs may. */
    private static final Duration LAST_BEAT = Duration.ofSeconds(2);

    private final Duration interval;
    private final Queue<Turn> first = new ConcurrentLinkedQueue<>();
    private final ScheduledThreadPoolExecutor timer;

    private record Turn(Runnable beat, Duration phase) {}

    /** @param beats one for each instance; none of them throws */
    BeatSchedule(Duration interval, List<Runnable> beats) {
        this.interval = interval;
        List<Duration> phases = phases(beats.size(), interval, ThreadLocalRandom.current());
        for (int i = 0; i < beats.size(); i++) {
            first.add(new Turn(beats.get(i), phases.get(i)));
        }
        timer = new ScheduledThreadPoolExecutor(Math.min(THREADS, Math.max(1, beats.size())), task -> {
            Thread thread = new Thread(task, "ms-agent-heartbeat");
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    void start() {
        for (int i = 0; i < timer.getCorePoolSize(); i++) {
            timer.execute(this::nextFirst);
        }
    }

    /** One first beat at a time from each thread: in between it makes what has fallen due. */
    private void nextFirst() {
        Turn turn = first.poll();
        if (turn == null) {
            return;
        }
        turn.beat().run();
        try {
            timer.scheduleWithFixedDelay(turn.beat(), turn.phase().toNanos(), interval.toNanos(), TimeUnit.NANOSECONDS);
            timer.execute(this::nextFirst);
        } catch (RejectedExecutionException e) {
            first.clear(); // closed meanwhile
        }
    }

    /** When each instance beats, as time from the interval's beginning: one in each of as many equal parts. */
    static List<Duration> phases(int count, Duration interval, RandomGenerator random) {
        List<Duration> phases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            phases.add(Duration.ofNanos((long) (interval.toNanos() * ((i + random.nextDouble()) / count))));
        }
        return phases;
    }

    /** No beat begins after this; returns when those under way have ended, or after 2 s. Again is no error. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            boolean unused = timer.awaitTermination(LAST_BEAT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
