package io.msagent.registry.consul.embedded;

import io.msagent.core.log.Log;

/** The thread that lets time pass: it sleeps until something is due, or until something is due earlier than that. */
final class Clock implements AutoCloseable {
    private final State state;
    private final Thread thread = new Thread(this::run, "ms-agent-registry-clock");
    private volatile boolean closed;

    Clock(State state) {
        this.state = state;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        while (!closed) {
            try {
                sleepUntilDue();
            } catch (InterruptedException e) {
                // close() did, or nobody we know; the loop's condition tells which
            } catch (RuntimeException | Error e) {
                Log.write(Log.Level.ERROR, "the embedded registry could not let something expire", e);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // run() is the loop; waking too early does no harm
    private void sleepUntilDue() throws InterruptedException {
        Object monitor = state.changes();
        synchronized (monitor) {
            long nanos = state.tick();
            // rounded up, or it would wake a little early and spin
            monitor.wait(nanos / 1_000_000 + 1);
        }
    }
}
