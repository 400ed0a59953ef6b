package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Of two instances taken at random the less busy one. As good as looking at all of them, nearly, and callers that know
 * the same do not all go the same way (Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing").
 */
public final class PowerOfTwo implements Balancer {

    @Override
    public Candidate pick(List<Candidate> usable, List<Candidate> best, Deadline deadline) {
        return of(best);
    }

    static Candidate of(List<Candidate> best) {
        int size = best.size();
        if (size == 1) {
            return best.get(0);
        }
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int one = random.nextInt(size);
        Candidate a = best.get(one);
        Candidate b = best.get((one + 1 + random.nextInt(size - 1)) % size);
        return a.busy() <= b.busy() ? SlowStart.spare(a, b) : SlowStart.spare(b, a);
    }
}
