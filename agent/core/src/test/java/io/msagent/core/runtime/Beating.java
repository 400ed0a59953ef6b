package io.msagent.core.runtime;

import io.msagent.core.registry.Registration;
import io.msagent.core.registry.Registry;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The provider's own heartbeat, for tests of other modules that have a registry to beat at. */
public final class Beating implements AutoCloseable {
    private final Heartbeat heartbeat;

    private Beating(Heartbeat heartbeat) {
        this.heartbeat = heartbeat;
    }

    /** Registers, and beats until closed. */
    public static Beating start(
            Registry registry, List<Registration> registrations, Supplier<String> note, Duration interval) {
        Heartbeat heartbeat = new Heartbeat(registry, registrations, registration -> note.get(), interval);
        heartbeat.start();
        return new Beating(heartbeat);
    }

    /** Ends as a provider does. */
    @Override
    public void close() {
        heartbeat.stop("stopping");
        heartbeat.close();
    }
}
