package io.msagent.core.runtime;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.Transport;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Makes loopback calls as if an answer had been lost, to show which bodies cannot bear it. What happens then depends on
 * the method, as it does between processes: an idempotent call is made again as a new one, as by another instance, so its
 * body runs twice; any other is delivered a second time with the same call id, which starts nothing. Thread-safe.
 */
final class Repeats {
    private static final int ALL = 100;

    private final int percent;
    private final int seed;
    private final Map<MethodKey, Random> choices = new ConcurrentHashMap<>();

    private Repeats(int percent, int seed) {
        this.percent = percent;
        this.seed = seed;
    }

    static Repeats from(Settings settings) {
        int percent = settings.get(Keys.LOOPBACK_REPEAT);
        int seed = settings.find(Keys.LOOPBACK_SEED)
                .orElseGet(() -> ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));
        if (percent > 0 && percent < ALL) {
            Log.warn("loopback.repeat: " + percent + " % of the calls are repeated; the same ones again with"
                    + " loopback.seed=" + seed);
        }
        return new Repeats(percent, seed);
    }

    /** Whether the next call's answer is lost, and another instance may run its body. Each method has its own choices. */
    boolean loses(ServiceMethod method) {
        return percent > 0
                && method.idempotent()
                && choices.computeIfAbsent(method.key(), key -> new Random(seed + key.hashCode()))
                                .nextInt(ALL)
                        < percent;
    }

    /** Makes a call to its end; how it ended nobody gets to know. */
    void forgetAnswer(AnyCall call) throws InterruptedException {
        try {
            Object[] result = call.make();
            if (result != null && result[0] instanceof Future<?> future) {
                future.get();
            }
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            Log.debug("the answer that is taken for lost was " + e);
        }
    }

    /** A call that may throw whatever its body throws. */
    interface AnyCall {
        Object @Nullable [] make() throws Throwable;
    }

    /** For methods that are not idempotent: delivers every request twice, if calls are to be repeated at all. */
    Transport over(Transport transport) {
        return percent == 0 ? transport : new DeliveringTwice(transport);
    }
}
