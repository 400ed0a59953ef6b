package io.msagent.it.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Histories of a real object: each call takes effect at a moment of its own, one after the other, and its caller sees it begin
 * some time before and end some time after. The same from the same random numbers.
 */
final class GeneratedHistories {
    private static final int MOMENT = 10;

    private GeneratedHistories() {}

    /** Calls of a counter; about one in {@code lostOneIn} has an unknown outcome, with or without effect. */
    static List<Operation> counter(Random random, int calls, int callers, int lostOneIn) {
        List<Operation> history = new ArrayList<>();
        long[] free = new long[callers];
        long value = 0;
        for (int i = 1; i <= calls; i++) {
            long moment = (long) i * MOMENT;
            int caller = random.nextInt(callers);
            if (free[caller] >= moment) {
                continue; // it still waits for its call before
            }
            long invoked = Math.max(free[caller] + 1, moment - random.nextInt(callers * MOMENT));
            long returned = moment + 1 + random.nextInt(callers * MOMENT);
            free[caller] = returned;
            int n = 1 + random.nextInt(1_000_000);
            if (random.nextInt(lostOneIn) == 0) {
                value += random.nextBoolean() ? n : 0;
                history.add(Operation.unknown(caller, "k", "add", "" + n, invoked, "lost"));
            } else if (random.nextInt(4) == 0) {
                history.add(Operation.returned(caller, "k", "get", "", invoked, returned, "" + value));
            } else {
                value += n;
                history.add(Operation.returned(caller, "k", "add", "" + n, invoked, returned, "" + value));
            }
        }
        long end = (calls + callers + 2L) * MOMENT * 2;
        history.add(Operation.returned(0, "k", "get", "", end, end + 1, "" + value));
        return history;
    }
}
