package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Always the same instance, any at first, until it is gone from the registry or ejected. For a single request that it
 * refuses or loses, the next in order stands in.
 */
public final class Fixed implements Balancer {
    private final AtomicReference<@Nullable Candidate> fixed = new AtomicReference<>();

    @Override
    public Candidate pick(List<Candidate> usable, List<Candidate> best, Deadline deadline) {
        Candidate now = fixed.get();
        if (now != null && best.contains(now)) {
            return now;
        }
        if (now != null && usable.contains(now) && !now.breaker().isEjected()) {
            return standIn(now, usable, best);
        }
        Candidate another = best.get(ThreadLocalRandom.current().nextInt(best.size()));
        Candidate before = fixed.compareAndExchange(now, another);
        // whoever was quicker has chosen for all
        return before == now || before == null || !best.contains(before) ? another : before;
    }

    private static Candidate standIn(Candidate away, List<Candidate> usable, List<Candidate> best) {
        int at = usable.indexOf(away);
        for (int i = 1; i < usable.size(); i++) {
            Candidate next = usable.get((at + i) % usable.size());
            if (best.contains(next)) {
                return next;
            }
        }
        return best.get(0);
    }
}
