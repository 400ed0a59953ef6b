package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import java.util.List;

/** The instance that somebody else names for each request. If that is none to choose from, or there is no answer, as {@link PowerOfTwo}. */
public final class Located implements Balancer {
    private final Locator locator;

    /** @param locator is asked before each attempt */
    public Located(Locator locator) {
        this.locator = locator;
    }

    @Override
    public Candidate pick(List<Candidate> usable, List<Candidate> best, Deadline deadline) throws InterruptedException {
        String named = locator.locate(best.get(0).instance(), deadline);
        if (named != null) {
            for (Candidate candidate : best) {
                if (candidate.instance().id().equals(named)) {
                    return candidate;
                }
            }
        }
        return PowerOfTwo.of(best);
    }
}
