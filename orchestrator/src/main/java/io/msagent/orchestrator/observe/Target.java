package io.msagent.orchestrator.observe;

import io.msagent.orchestrator.model.Keeping;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.Sighting;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One registration that is asked for its health again and again, and what came of it. Safe for use by any thread. */
final class Target {
    final String service;
    final URI address;
    final LoadWindow window;
    /** The round that last wanted it asked; of the control thread. */
    long round;

    volatile boolean urgent = true;
    volatile boolean asking;
    volatile long dueNanos;
    private volatile @Nullable Keeping keeping;
    private volatile boolean reached;
    private volatile Sighting.Probe probe = Sighting.Probe.UNASKED;

    Target(String service, URI address, Duration window, long dueNanos) {
        this.service = service;
        this.address = address;
        this.window = new LoadWindow(window);
        this.dueNanos = dueNanos;
    }

    Sighting.Probe probe() {
        return probe;
    }

    @Nullable
    Load load() {
        return window.load();
    }

    /** What it last said of the state that it keeps, also while it drains. */
    @Nullable
    Keeping keeping() {
        return keeping;
    }

    void keeps(@Nullable Keeping now) {
        keeping = now;
    }

    /** Whether the last question reached it. */
    boolean reached() {
        return reached;
    }

    /** What came of a question; says whether that is new. */
    boolean came(boolean answer, boolean connected) {
        reached = connected;
        Sighting.Probe before = probe;
        probe = answer ? Sighting.Probe.ANSWERS : Sighting.Probe.SILENT;
        return probe != before;
    }
}
