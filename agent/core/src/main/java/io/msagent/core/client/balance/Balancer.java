package io.msagent.core.client.balance;

import io.msagent.core.call.Deadline;
import java.util.List;

/** Chooses among a service's instances; one for each service. Safe for use by any thread. */
public interface Balancer {

    /**
     * The instance to try next.
     *
     * @param usable all that may be called, in a stable order
     * @param best those of them to choose from: without what has failed lately, if there is anything else; not empty
     * @param deadline the choice may take until then; strategies that ask nobody take no time
     * @return one of {@code best}
     */
    Candidate pick(List<Candidate> usable, List<Candidate> best, Deadline deadline) throws InterruptedException;
}
