package io.msagent.core.server;

import io.msagent.core.call.ServiceName;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts by who called. Callers name themselves, so the names are few, whatever is sent: one that is none counts as {@code
 * other}, and so do all beyond the first fifty. Safe for use by any thread; takes no lock for a name that is known.
 */
final class CallerCounts {
    static final String OTHER = "other";
    static final int MOST_NAMES = 50;

    private final ConcurrentMap<String, LongAdder> named = new ConcurrentHashMap<>();
    private final LongAdder other = new LongAdder();

    void add(@Nullable String caller) {
        of(caller).increment();
    }

    private LongAdder of(@Nullable String caller) {
        if (caller == null) {
            return other;
        }
        LongAdder known = named.get(caller);
        if (known != null) {
            return known;
        }
        boolean counts = named.size() < MOST_NAMES && !caller.equals(OTHER) && ServiceName.isValid(caller);
        return counts ? first(caller) : other;
    }

    private synchronized LongAdder first(String caller) {
        LongAdder there = named.get(caller);
        if (there != null || named.size() >= MOST_NAMES) {
            return there == null ? other : there;
        }
        LongAdder count = new LongAdder();
        named.put(caller, count);
        return count;
    }

    /** Only those who have called. */
    Map<String, Long> toMap() {
        Map<String, Long> counts = new TreeMap<>();
        named.forEach((name, count) -> counts.put(name, count.sum()));
        long others = other.sum();
        if (others > 0) {
            counts.put(OTHER, others);
        }
        return counts;
    }
}
