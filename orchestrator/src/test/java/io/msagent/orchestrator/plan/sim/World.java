package io.msagent.orchestrator.plan.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.HostState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Policy;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Snapshot;
import io.msagent.orchestrator.plan.Lifecycle;
import io.msagent.orchestrator.plan.Planner;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Services and hosts, and the loop that steers them: observe, plan, act. */
final class World {
    static final Limits LIMITS = Limits.standard(Duration.ofSeconds(60), Duration.ofSeconds(10));
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final int WINDOW = 15;

    final Map<String, SimService> services = new LinkedHashMap<>();
    final List<HostState> hosts = new ArrayList<>();
    final Planner planner = new Planner(LIMITS);
    private final Lifecycle lifecycle = new Lifecycle(LIMITS);
    private final int step;
    long now;
    int starts;
    List<Action> lastPlan = List.of();
    Snapshot lastSeen = new Snapshot(List.of(), List.of());

    /** @param step seconds from one round to the next */
    World(int step) {
        this.step = step;
    }

    /** One service on one host that is never full. */
    static World of(Policy policy, int desired) {
        World world = new World(1);
        world.hosts.add(new HostState("h", 1_000, 0, 0, false, true, "o"));
        world.add("s", policy, desired);
        return world;
    }

    SimService add(String name, Policy policy, int desired) {
        SimService service = new SimService(name, policy, desired, at());
        services.put(name, service);
        return service;
    }

    SimService only() {
        return services.values().iterator().next();
    }

    Instant at() {
        return BEGIN.plusSeconds(now);
    }

    /** Seconds since the begin of the world. */
    static long second(Instant at) {
        return Duration.between(BEGIN, at).toSeconds();
    }

    void step() {
        now += step;
        List<ServiceState> seen = new ArrayList<>(services.size());
        for (SimService service : services.values()) {
            service.work(now, step);
            seen.add(service.see(lifecycle, now, at()));
        }
        lastSeen = new Snapshot(seen, hosts);
        lastPlan = planner.plan(lastSeen, at());
        lastPlan.forEach(this::act);
    }

    void run(int seconds) {
        for (int i = 0; i < seconds; i += step) {
            step();
        }
    }

    private void act(Action action) {
        if (action instanceof Action.Assign assign) {
            start(services.get(assign.service()), assign.host());
        } else if (action instanceof Action.End end) {
            SimInstance instance = services.get(end.service()).instances.get(end.id());
            instance.stop = end.stop();
            instance.dies = Math.min(instance.dies, end.stop().force() ? now : now + 2);
        } else if (action instanceof Action.Forget forget) {
            SimInstance gone = services.get(forget.service()).instances.remove(forget.id());
            assertThat(gone.isAlive(now))
                    .as("%s is forgotten and lives", gone.id)
                    .isFalse();
        } else if (action instanceof Action.Desire desire) {
            desire(services.get(desire.service()), desire);
        } else if (action instanceof Action.Restarted restarted) {
            services.get(restarted.service()).restartBefore = null;
        }
    }

    private void start(SimService service, String host) {
        String id = service.name + "-" + starts++;
        long up = now + service.startTime.applyAsLong(now);
        SimInstance instance = new SimInstance(id, host, service.digest, now, at(), up, Math.max(1, WINDOW / step));
        long life = service.lifeTime.applyAsLong(now);
        instance.dies = life == Long.MAX_VALUE ? life : now + life;
        service.instances.put(id, instance);
    }

    private void desire(SimService service, Action.Desire desire) {
        History past = service.history;
        if (desire.scaling()) {
            boolean more = desire.count() > service.desired;
            service.history = new History(past.deaths(), more ? at() : past.lastOut(), more ? past.lastIn() : at());
        }
        service.desired = desire.count();
    }
}
