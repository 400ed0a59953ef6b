package io.msagent.orchestrator.control;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One service, as seen at one moment.
 *
 * @param name its name
 * @param digest digest of the code that its launch starts; null if there is no launch that may be used
 * @param launchSince when this launch was first seen
 * @param refused why its launch may not be used; null if there is none, or it may
 * @param desired how many instances there shall be
 * @param instances those there are
 * @param deaths past deaths, oldest first
 */
record ServiceState(
        String name,
        @Nullable String digest,
        Instant launchSince,
        @Nullable String refused,
        int desired,
        List<InstanceState> instances,
        List<Death> deaths) {
    ServiceState {
        instances = List.copyOf(instances);
        deaths = List.copyOf(deaths);
    }
}
