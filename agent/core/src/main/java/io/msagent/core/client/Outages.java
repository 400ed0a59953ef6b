package io.msagent.core.client;

import io.msagent.core.log.Log;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Says that the registry does not answer any more, and that it does again: one line each, however many services are
 * called and however long it takes. Safe for use by any thread.
 */
final class Outages {
    private final Set<String> without = new HashSet<>();
    private long sinceNanos;

    /** @param why names the registry */
    synchronized void lost(String service, String why) {
        if (without.isEmpty()) {
            sinceNanos = System.nanoTime();
            Log.warn(why + "; calls go on with the instances known last");
        }
        without.add(service);
    }

    synchronized void back(String service) {
        if (without.remove(service) && without.isEmpty()) {
            Duration away = Duration.ofNanos(System.nanoTime() - sinceNanos);
            Log.warn("registry: answers again after " + away.toSeconds() + " s");
        }
    }
}
