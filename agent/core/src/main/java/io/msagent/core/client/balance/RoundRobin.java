package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** One after the other, whatever they have to do. Begins anywhere, so that callers do not go in step. */
public final class RoundRobin implements Balancer {
    private final AtomicInteger next =
            new AtomicInteger(ThreadLocalRandom.current().nextInt());

    @Override
    public Candidate pick(List<Candidate> usable, List<Candidate> best, Deadline deadline) {
        int size = best.size();
        if (size == 1) {
            return best.get(0);
        }
        int turn = next.getAndIncrement();
        return SlowStart.spare(best.get(Math.floorMod(turn, size)), best.get(Math.floorMod(turn + 1, size)));
    }
}
