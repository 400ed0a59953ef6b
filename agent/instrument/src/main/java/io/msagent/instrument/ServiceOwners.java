package io.msagent.instrument;

import io.msagent.core.call.ServiceMethod;
import io.msagent.instrument.describe.ClassPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sees to it that a service is methods of one class. Two classes come to the same service when both are given the same
 * name, as by a named mark on an interface that both implement; their calls must not end up with one another.
 */
final class ServiceOwners {
    private final Map<String, String> classes = new ConcurrentHashMap<>();

    /** The plan without what another class has already. */
    ClassPlan admit(ClassPlan plan) {
        List<ServiceMethod> served = new ArrayList<>();
        List<String> reports = new ArrayList<>(plan.reports());
        for (ServiceMethod each : plan.served()) {
            String own = each.key().className();
            String owner = classes.computeIfAbsent(each.service(), name -> own);
            String taken = "the service " + each.service() + " is " + owner
                    + " already; give each of the two a name of its own";
            if (owner.equals(own)) {
                served.add(each);
            } else if (each.stateful() != null) {
                // here it would work on a state of its own
                served.add(each.refused(taken));
                reports.add(each.key() + " is stateful and cannot be called: " + taken);
            } else {
                reports.add(each.key() + " stays local: " + taken);
            }
        }
        return new ClassPlan(served, reports);
    }
}
