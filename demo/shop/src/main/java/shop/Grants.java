package shop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The permits that callers got for one customer. Safe for use by any thread. */
final class Grants {
    private final List<Long> stamps = new ArrayList<>();
    private int reported;

    synchronized void add(Permit permit) {
        stamps.add(permit.nanos());
    }

    synchronized int count() {
        return stamps.size();
    }

    /** How many came since this was asked last. */
    synchronized int sinceLast() {
        int since = stamps.size() - reported;
        reported = stamps.size();
        return since;
    }

    /** The most permits that any second has, wherever it begins, by the stamps of who granted them. */
    synchronized int mostInAnySecond() {
        List<Long> sorted = new ArrayList<>(stamps);
        Collections.sort(sorted);
        int most = 0;
        int first = 0;
        for (int last = 0; last < sorted.size(); last++) {
            while (sorted.get(last) - sorted.get(first) >= RateLimiter.WINDOW_NANOS) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }
}
