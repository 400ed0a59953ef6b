package io.msagent.core.runtime;

import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import java.time.Duration;

/** How long a provider may take to leave in good order. */
final class StopTime {
    /** For handing over, once open transactions have ended. */
    private static final Duration HAND_OVER = Duration.ofSeconds(5);
    /** For the registry and the JVM. */
    private static final Duration REST = Duration.ofSeconds(5);

    private StopTime() {}

    /** From the signal to the process's end. */
    static Duration of(Settings settings, boolean stateful) {
        Duration drain = settings.get(Keys.DRAIN_TIMEOUT).plus(REST);
        return stateful ? drain.plus(settings.get(Keys.QUIESCE_TIMEOUT)).plus(HAND_OVER) : drain;
    }
}
