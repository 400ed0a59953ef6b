package io.msagent.core.client;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.registry.Instance;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that this process's transactions make at this moment, and where they have been sent: whoever looks for a
 * deadlock follows them. Safe for use by any thread.
 */
public final class CallsOut {
    private static final ConcurrentMap<TransactionCall, Instance> ALL = new ConcurrentHashMap<>();
    private static final Sent NOTHING = () -> {};

    private CallsOut() {}

    /** Notes an attempt until the result is closed; of a call outside of any transaction nothing. */
    public static Sent sent(@Nullable TransactionCall call, Instance to) {
        if (call == null) {
            return NOTHING;
        }
        ALL.put(call, to);
        return () -> ALL.remove(call, to);
    }

    /** Those that a call's body has made, itself or by what it called in this process. */
    public static Map<TransactionCall, Instance> madeBy(TransactionCall body) {
        Map<TransactionCall, Instance> made = new HashMap<>();
        ALL.forEach((call, to) -> {
            if (body.isAround(call)) {
                made.put(call, to);
            }
        });
        return made;
    }

    /** Ends what {@link #sent} began. */
    @FunctionalInterface
    public interface Sent extends AutoCloseable {
        @Override
        void close();
    }
}
