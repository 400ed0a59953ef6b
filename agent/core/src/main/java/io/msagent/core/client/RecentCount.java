package io.msagent.core.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/** How often something happened of late, by the second. Safe for use by any thread; free of locks. */
final class RecentCount {
    /** One slot a second, used in turn: the upper half says which second it counts, the lower how often. */
    private final AtomicLongArray slots;

    /** Counts over this time, in whole seconds. */
    RecentCount(Duration window) {
        slots = new AtomicLongArray((int) window.toSeconds());
    }

    void add() {
        long second = second();
        int slot = (int) (second % slots.length());
        long before;
        long after;
        do {
            before = slots.get(slot);
            after = before >>> 32 == second ? before + 1 : second << 32 | 1;
        } while (!slots.compareAndSet(slot, before, after));
    }

    long sum() {
        long second = second();
        long sum = 0;
        for (int i = 0; i < slots.length(); i++) {
            long value = slots.get(i);
            if (second - (value >>> 32) < slots.length()) {
                sum += value & 0xffff_ffffL;
            }
        }
        return sum;
    }

    private final long origin = System.nanoTime();

    /** Begins at the window's length, so that an empty slot is never a recent one. */
    private long second() {
        return slots.length() + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - origin);
    }
}
