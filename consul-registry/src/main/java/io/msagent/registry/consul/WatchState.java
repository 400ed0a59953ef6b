package io.msagent.registry.consul;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a watch knows of its service.
 *
 * @param news how often there was something to tell; 0 if the registry has not answered yet
 * @param instances what it last answered
 * @param lost why it does not answer now, or null if it does
 */
record WatchState(
        long news, List<Instance> instances, @Nullable RegistryException lost) {
    static final WatchState NOTHING = new WatchState(0, List.of(), null);

    /** After an answer; nothing new if it says what the last one said. */
    WatchState answered(List<Instance> now) {
        boolean nothingNew = news > 0 && lost == null && now.equals(instances);
        return nothingNew ? this : new WatchState(news + 1, now, null);
    }

    /** After a request that failed. */
    WatchState lost(RegistryException why) {
        return lost == null ? new WatchState(news, instances, why) : this;
    }
}
