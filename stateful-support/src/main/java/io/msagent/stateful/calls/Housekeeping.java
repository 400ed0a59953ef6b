package io.msagent.stateful.calls;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Drops, every few seconds, what nobody will ask for any more, in memory and in the store. */
final class Housekeeping implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(10);

    /** A transaction whose caller made no call for so long is not waited for. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    private final Settings settings;
    private final Map<String, ServiceCalls> services;
    private final Map<String, StateStore> stores = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    Housekeeping(Settings settings, Map<String, ServiceCalls> services) {
        this.settings = settings;
        this.services = services;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(null, task, "ms-agent-stateful-clean", 0, false);
            thread.setDaemon(true);
            return thread;
        });
        timer.scheduleWithFixedDelay(this::clean, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Cleans up in this service's store as well. */
    void cleans(String service, StateStore store) {
        stores.put(service, store);
    }

    private void clean() {
        try {
            services.values().forEach(calls -> calls.clean(SILENCE));
            stores.forEach(this::clean);
        } catch (Throwable e) {
            // a thrown error would end the schedule
            Log.write(Log.Level.ERROR, "cleaning up after stateful calls", e);
        }
    }

    private void clean(String service, StateStore store) {
        Instant before = Instant.now().minus(settings.get(Keys.TX_RETENTION));
        try {
            int dropped = store.clean(service, before, settings.get(Keys.TX_RECORDS));
            while (dropped > 0 && !timer.isShutdown()) {
                dropped = store.clean(service, before, settings.get(Keys.TX_RECORDS));
            }
        } catch (StoreException e) {
            Log.debug("state store: " + e.getMessage() + "; cleaned up later");
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
