package io.msagent.core.server;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts the calls that have been let in and not been answered, and closes the door for a drain. */
final class InFlight {
    private int count;
    private volatile boolean closed;

    /** Lets a call in, unless the door is closed. */
    synchronized boolean enter() {
        if (closed) {
            return false;
        }
        count++;
        return true;
    }

    synchronized void leave() {
        count--;
        if (count == 0) {
            notifyAll();
        }
    }

    synchronized void closeDoor() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    /** Waits until nobody is left inside, or the time is over, or the thread is interrupted; returns how many are left. */
    synchronized int awaitNone(Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        try {
            long left = end - System.nanoTime();
            while (count > 0 && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = end - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return count;
    }
}
