package io.msagent.core.server;

import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Interrupts one body at its caller's wish: its thread while the body is on it, the future that it returned after that.
 * The thread is another body's afterwards, so no interrupt comes late. Safe for use by any thread.
 */
final class Interruption {
    private @Nullable Thread thread;
    private @Nullable Future<?> future;
    private boolean wanted;

    /** The body begins, on this thread. */
    synchronized void begin() {
        thread = Thread.currentThread();
        if (wanted) {
            thread.interrupt();
        }
    }

    /** The body has left this thread; takes an interrupt that has come, or that the body left behind, off it. */
    synchronized void end() {
        thread = null;
        boolean unused = Thread.interrupted();
    }

    /** The body goes on as this. */
    void follow(Future<?> result) {
        boolean cancel;
        synchronized (this) {
            future = result;
            cancel = wanted;
        }
        if (cancel) {
            result.cancel(true);
        }
    }

    /** The body is to end. */
    void request() {
        Future<?> following;
        synchronized (this) {
            wanted = true;
            following = future;
            if (thread != null) {
                thread.interrupt();
            }
        }
        if (following != null) {
            // without the lock: what hangs on the future runs here
            following.cancel(true);
        }
    }
}
