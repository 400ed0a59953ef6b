package io.msagent.core.client.breaker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The circuit breaker of one instance. Closed: it is called. Open, that is ejected: it is left alone, for 1 s at the first
 * time, and twice as long each time up to 30 s; an instance that has been well for 30 s begins anew. Then half-open: one
 * call tries it and closes or opens it again; if its body takes longer than the ejection has lasted, another may try as
 * well. A good answer closes it in any state. Safe for use by any thread; a good answer of a closed one takes no lock.
 */
public final class Breaker {
    /** How many {@link Verdict#POOR} attempts in a row eject an instance. */
    static final int POOR_IN_A_ROW = 5;
    /** How long the first ejection lasts. */
    static final Duration SHORTEST = Duration.ofSeconds(1);
    /** How long an ejection lasts at most. */
    static final Duration LONGEST = Duration.ofSeconds(30);

    private enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final LongSupplier nanoTime;
    private final AtomicInteger notClosed;
    private volatile State state = State.CLOSED;
    private volatile int poor;
    private volatile long until;
    private volatile long triedAt;
    private volatile long length;
    private long closedAt;
    private int ejections;
    private boolean forgotten;

    /**
     * A closed one.
     *
     * @param nanoTime a monotonic clock, in nanoseconds
     * @param notClosed counts the breakers that are not closed, for a cheap look at all of them
     */
    public Breaker(LongSupplier nanoTime, AtomicInteger notClosed) {
        this.nanoTime = nanoTime;
        this.notClosed = notClosed;
    }

    /** Whether it is not ejected, or its time is over and nobody has begun to try it of late. */
    public boolean passes() {
        return switch (state) {
            case CLOSED -> true;
            case OPEN -> nanosLeft() <= 0;
            case HALF_OPEN -> triedLongAgo();
        };
    }

    /** Whether it is ejected, half-open included. */
    public boolean isEjected() {
        return state != State.CLOSED;
    }

    /** How long its ejection still lasts, in nanoseconds; not above 0 if it is over or there is none. */
    public long nanosLeft() {
        return state == State.CLOSED ? 0 : until - nanoTime.getAsLong();
    }

    /**
     * An attempt is about to begin. If the ejection is over, it is the one that tries the instance.
     *
     * @return false if another attempt has begun to try it of late
     */
    public boolean admit() {
        return state == State.CLOSED || tryIt();
    }

    private synchronized boolean tryIt() {
        if (state == State.OPEN && nanosLeft() <= 0 || state == State.HALF_OPEN && triedLongAgo()) {
            state = State.HALF_OPEN;
            triedAt = nanoTime.getAsLong();
            return true;
        }
        return state != State.HALF_OPEN;
    }

    /** One long body must not keep an instance that is well again from all other calls. */
    private boolean triedLongAgo() {
        return nanoTime.getAsLong() - triedAt >= length;
    }

    /**
     * An attempt is over.
     *
     * @return whether the instance is ejected because of it
     */
    public boolean ended(Verdict verdict) {
        return (verdict != Verdict.WELL || state != State.CLOSED || poor != 0) && change(verdict);
    }

    private synchronized boolean change(Verdict verdict) {
        switch (verdict) {
            case WELL -> close();
            case NOTHING -> giveUpTrying();
            case GONE -> {
                return open();
            }
            case POOR -> {
                poor++;
                return (state == State.HALF_OPEN || poor >= POOR_IN_A_ROW) && open();
            }
        }
        return false;
    }

    private void close() {
        poor = 0;
        if (state != State.CLOSED) {
            state = State.CLOSED;
            closedAt = nanoTime.getAsLong();
            count(-1);
        }
    }

    private boolean open() {
        if (state == State.OPEN) {
            // those that had begun before fail as well, which says nothing new
            return false;
        }
        long now = nanoTime.getAsLong();
        if (state == State.CLOSED) {
            if (now - closedAt > LONGEST.toNanos()) {
                ejections = 0;
            }
            count(+1);
        }
        poor = 0;
        length = Math.min(LONGEST.toNanos(), SHORTEST.toNanos() << Math.min(ejections++, 20));
        until = now + length;
        state = State.OPEN;
        return true;
    }

    /** Another may. */
    private void giveUpTrying() {
        if (state == State.HALF_OPEN) {
            state = State.OPEN;
        }
    }

    private void count(int change) {
        if (!forgotten) {
            notClosed.addAndGet(change);
        }
    }

    /** The instance is gone: it is not counted any more. */
    public synchronized void forget() {
        if (state != State.CLOSED) {
            count(-1);
        }
        forgotten = true;
    }
}
