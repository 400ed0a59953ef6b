package io.msagent.core.call;

import org.jspecify.annotations.Nullable;

/** Holds what an interface cannot hold privately. */
final class WorkerSlots {
    static final ThreadLocal<@Nullable WorkerSlot> CURRENT = new ThreadLocal<>();

    private WorkerSlots() {}
}
