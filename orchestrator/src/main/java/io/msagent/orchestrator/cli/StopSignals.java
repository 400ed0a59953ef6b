package io.msagent.orchestrator.cli;

import io.msagent.orchestrator.admin.StopRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Waits until somebody wants this process to stop: by SIGTERM, SIGHUP, Ctrl-C or the admin API. The JDK has no public way
 * to tell one signal from another, and a shutdown hook could neither ask on the terminal nor set the exit code.
 */
final class StopSignals {
    /** What the shell reports of a process that Ctrl-C ended. */
    static final int CTRL_C = 130;

    private final CompletableFuture<Stop> stop = new CompletableFuture<>();
    private final AtomicInteger ctrlC = new AtomicInteger();

    /**
     * Who wants it.
     *
     * @param byCtrlC whether somebody sits at the terminal
     */
    record Stop(StopRequest providers, boolean byCtrlC) {}

    /**
     * Hears signals from now on; those that were ignored when the process began (as under {@code nohup}) stay ignored.
     *
     * @param starting interrupted by the first signal, as long as {@link #started} was not called
     */
    static StopSignals install(Thread starting) {
        StopSignals signals = new StopSignals();
        CompletableFuture<Void> unused = signals.stop.thenRun(() -> {
            if (!signals.started) {
                starting.interrupt();
            }
        });
        signals.handle("TERM", () -> signals.stop.complete(new Stop(StopRequest.DEFAULT, false)));
        signals.handle("HUP", () -> signals.stop.complete(new Stop(StopRequest.DEFAULT, false)));
        signals.handle("INT", () -> {
            if (signals.ctrlC.incrementAndGet() > 1) {
                Runtime.getRuntime().halt(CTRL_C);
            }
            signals.stop.complete(new Stop(StopRequest.DEFAULT, true));
        });
        return signals;
    }

    private volatile boolean started;

    /** The start is over: a signal no longer interrupts it. */
    void started() {
        started = true;
    }

    /** Stops as the admin API was asked to. */
    void ask(StopRequest request) {
        stop.complete(new Stop(request, false));
    }

    Stop await() {
        return stop.join();
    }

    private void handle(String name, Runnable action) {
        Signal signal = new Signal(name);
        SignalHandler before = Signal.handle(signal, received -> action.run());
        if (before.equals(SignalHandler.SIG_IGN)) {
            Signal.handle(signal, before);
        }
    }
}
