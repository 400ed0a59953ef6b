package io.msagent.core.call;

import org.jspecify.annotations.Nullable;

/**
 * A provider's worker on which the current thread runs a body. While the body waits for a nested call, its slot goes to
 * another body; that is what keeps deep recursion across services from using up all workers.
 */
public interface WorkerSlot {

    /** The thread is about to wait for another process: its slot may be used by another body. Never blocks. */
    void lend();

    /** The wait is over: takes the slot back, before bodies that have not started. May block; not interruptible. */
    void takeBack();

    /** The slot of the current thread, or null if it is no worker. */
    static @Nullable WorkerSlot current() {
        return WorkerSlots.CURRENT.get();
    }

    /** Says which slot the current thread has; null when it has none any more. */
    static void setCurrent(@Nullable WorkerSlot slot) {
        if (slot == null) {
            WorkerSlots.CURRENT.remove();
        } else {
            WorkerSlots.CURRENT.set(slot);
        }
    }
}
