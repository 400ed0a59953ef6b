package io.msagent.core.client;

import io.msagent.core.config.Hedge;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** After how long a method's call is sent to a second instance as well. Safe for use by any thread. */
interface HedgeDelay {

    /** In nanoseconds; empty if that is not known yet. */
    OptionalLong nanos();

    /** An attempt took so long, or was given up after that time. */
    void took(long nanos);

    /** Null if no call is. */
    static @Nullable HedgeDelay of(Hedge hedge) {
        if (hedge instanceof Hedge.After after) {
            long nanos = after.delay().toNanos();
            return new HedgeDelay() {
                @Override
                public OptionalLong nanos() {
                    return OptionalLong.of(nanos);
                }

                @Override
                public void took(long ignored) {}
            };
        }
        return hedge instanceof Hedge.Percentile percentile
                ? new MeasuredDelay(percentile.percent(), System::nanoTime)
                : null;
    }
}
