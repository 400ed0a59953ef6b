package io.msagent.registry.consul.embedded;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A service instance that is registered, its checks by id, and when they are due. Guarded by the state's monitor. */
final class Registered {
    private static final long NEVER = Long.MAX_VALUE;

    private final Map<String, Check> checks = new TreeMap<>();
    private final Map<String, Timer> timers = new HashMap<>();
    private Service service;
    private long weight;

    Registered(Service service) {
        this.service = service;
    }

    /** A consistent picture of it. */
    record Picture(Service service, List<Check> checks) {}

    Picture picture() {
        return new Picture(service, List.copyOf(checks.values()));
    }

    /** What it takes of the room that there is for all. */
    long weight() {
        return weight;
    }

    void weight(long newWeight) {
        weight = newWeight;
    }

    Service service() {
        return service;
    }

    void service(Service newService) {
        service = newService;
    }

    Map<String, Check> checks() {
        return checks;
    }

    void remove(String checkId) {
        checks.remove(checkId);
        timers.remove(checkId);
    }

    /** Begins the time of a TTL check anew; how long it is critical already is kept. */
    void startTimer(ServiceDefinition.TtlCheck definition, long now) {
        Timer timer = new Timer();
        timer.ttl = definition.ttl().toNanos();
        timer.deregisterAfter = definition.deregisterAfter().toNanos();
        timer.deadline = now + timer.ttl;
        Timer before = timers.put(definition.check().id(), timer);
        timer.criticalSince = before == null ? now : before.criticalSince;
    }

    /** Notes that somebody has beaten for a check. */
    void beat(String checkId, long now) {
        Timer timer = timers.get(checkId);
        if (timer != null) {
            timer.deadline = now + timer.ttl;
            timer.expired = false;
        }
    }

    /** Notes that a check has become critical. */
    void criticalSince(String checkId, long now) {
        Timer timer = timers.get(checkId);
        if (timer != null) {
            timer.criticalSince = now;
        }
    }

    boolean isTtlCheck(String checkId) {
        return timers.containsKey(checkId);
    }

    /** Names each check whose time has run out since it was last asked. */
    void expire(long now, BiConsumer<Registered, String> onExpired) {
        timers.forEach((id, timer) -> {
            if (!timer.expired && timer.deadline - now <= 0) {
                timer.expired = true;
                onExpired.accept(this, id);
            }
        });
    }

    boolean isToBeRemoved(long now) {
        return timers.entrySet().stream().anyMatch(e -> e.getValue().untilRemoval(isCritical(e.getKey()), now) <= 0);
    }

    /** Nanoseconds until something of this is due, or {@link Long#MAX_VALUE}. */
    long untilDue(long now) {
        long soonest = NEVER;
        for (Map.Entry<String, Timer> e : timers.entrySet()) {
            Timer timer = e.getValue();
            soonest = Math.min(soonest, timer.expired ? NEVER : timer.deadline - now);
            soonest = Math.min(soonest, timer.untilRemoval(isCritical(e.getKey()), now));
        }
        return soonest;
    }

    private boolean isCritical(String checkId) {
        Check check = checks.get(checkId);
        return check != null && check.isCritical();
    }

    private static final class Timer {
        private long ttl;
        private long deregisterAfter;
        private long deadline;
        private long criticalSince;
        private boolean expired;

        long untilRemoval(boolean critical, long now) {
            return critical && deregisterAfter > 0 ? deregisterAfter - (now - criticalSince) : NEVER;
        }
    }
}
