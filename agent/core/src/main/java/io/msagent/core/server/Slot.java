package io.msagent.core.server;

import io.msagent.core.call.WorkerSlot;
import java.util.concurrent.locks.Condition;

/**
 * One body's place among the workers. Its thread lends it and takes it back; a body that goes on without a thread, as the
 * future it has returned, leaves its thread and ends later. All state belongs to the lock of {@link Workers}.
 */
final class Slot implements WorkerSlot {
    private final Workers workers;
    final Condition granted;
    State state = State.RUNNING;
    private int lent;

    enum State {
        /** Counts among the bodies that run. */
        RUNNING,
        /** Waits for something outside; keeps its thread. */
        LENT,
        /** Has waited long enough, and waits for a slot. */
        RETURNING,
        /** Goes on without a thread. */
        DETACHED,
        ENDED
    }

    Slot(Workers workers, Condition granted) {
        this.workers = workers;
        this.granted = granted;
    }

    /** {@inheritDoc} Nests: only the outermost wait lends. */
    @Override
    public void lend() {
        if (lent++ == 0) {
            workers.lend(this);
        }
    }

    @Override
    public void takeBack() {
        if (lent == 0) {
            throw new IllegalStateException("takeBack without lend");
        }
        if (--lent == 0) {
            workers.takeBack(this);
        }
    }

    /** The body's method has returned, its outcome is to come. */
    void detach() {
        workers.detach(this);
    }

    /** The outcome of a detached body has come, or nobody waits for it any more; else does nothing. */
    void finish() {
        workers.finish(this);
    }
}
