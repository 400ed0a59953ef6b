package io.msagent.orchestrator.plan.sim;

import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.plan.Lifecycle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** A service, its load, and its instances. */
final class SimService {
    final String name;
    final Map<String, SimInstance> instances = new LinkedHashMap<>();
    /** Workers of an instance. */
    int capacity = 4;
    /** How many workers its calls would keep busy, second by second. */
    LongToDoubleFunction offered = second -> 0;
    /** How many seconds a start at that second takes. */
    LongUnaryOperator startTime = second -> 3;
    /** How many seconds after its start an instance dies. */
    LongUnaryOperator lifeTime = second -> Long.MAX_VALUE;

    Policy policy;
    int desired;
    String digest = "d0";
    Instant launchSince;

    @Nullable
    Instant restartBefore;

    final Set<String> retiring = new HashSet<>();
    History history = History.NONE;
    /** Whether its state is in its instances' memory. */
    boolean inMemory;

    ServiceState seen;

    /** Worker-seconds that calls asked for and did not get. */
    double unmet;

    double unmetNow;
    double load;

    SimService(String name, Policy policy, int desired, Instant now) {
        this.name = name;
        this.policy = policy;
        this.desired = desired;
        this.launchSince = now;
    }

    /** How many take calls, whatever the planner holds them for. */
    int taking(long now) {
        int taking = 0;
        for (SimInstance instance : instances.values()) {
            taking += instance.takesCalls(now) ? 1 : 0;
        }
        return taking;
    }

    int serving() {
        return (int) seen.instances().stream().filter(i -> i.serves(digest)).count();
    }

    void work(long now, int seconds) {
        load = offered.applyAsDouble(now);
        int taking = taking(now);
        for (SimInstance instance : instances.values()) {
            instance.work(instance.takesCalls(now) ? load / taking : 0, capacity, now);
        }
        unmetNow = Math.max(0, load - (double) taking * capacity);
        unmet += unmetNow * seconds;
    }

    ServiceState see(Lifecycle lifecycle, long now, Instant at) {
        List<InstanceState> states = new ArrayList<>(instances.size());
        for (SimInstance instance : instances.values()) {
            boolean over =
                    instance.standing != null && instance.standing.state().isOver();
            InstanceState state = instance.see(name, inMemory, capacity, lifecycle, now, at);
            if (!over && state.state() == State.DEAD) {
                died(state, at);
            }
            states.add(state);
        }
        boolean demanded = load > 0 && taking(now) == 0;
        seen = new ServiceState(
                name, digest, launchSince, null, policy, desired, demanded, restartBefore, retiring, states, history);
        return seen;
    }

    private void died(InstanceState state, Instant at) {
        List<Death> deaths = new ArrayList<>(history.deaths());
        deaths.add(new Death(
                state.id(),
                state.digest(),
                state.host(),
                at,
                Duration.between(state.intended(), at),
                state.standing().served(),
                state.standing().reason()));
        history = new History(
                deaths.subList(Math.max(0, deaths.size() - 20), deaths.size()), history.lastOut(), history.lastIn());
    }
}
