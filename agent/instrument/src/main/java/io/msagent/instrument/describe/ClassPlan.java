package io.msagent.instrument.describe;

import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import java.util.List;

/**
 * What is to become of one class.
 *
 * @param served the methods to weave
 * @param reports lines for the user: what was asked for and cannot be had, and what he should know of the rest
 */
public record ClassPlan(List<ServiceMethod> served, List<String> reports) {
    /** Copies the lists. */
    public ClassPlan {
        served = List.copyOf(served);
        reports = List.copyOf(reports);
    }

    /** Whether a method runs on an object that {@code main} builds, so that its constructors are to be watched. */
    public boolean hasBeans() {
        return served.stream().anyMatch(m -> m.receiver() == Receiver.BEAN);
    }
}
