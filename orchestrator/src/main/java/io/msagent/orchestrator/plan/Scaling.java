package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.History;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.Limits;
import io.msagent.orchestrator.model.Load;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says how many instances the load of a service asks for, within its policy. After every change it waits until all that serve
 * have been measured under the new number, so that the same load is not answered twice. Pure.
 */
final class Scaling {
    /** A removal that had to be undone within so many cooldowns makes the next one wait for so many. */
    private static final int REGRET = 10;

    /** And then the rest has to stay this far below the utilisation at which it would be undone. */
    private static final double EDGE = 0.8;

    /** Utilisation is a measured number; a little above what is allowed is not above it. */
    private static final double TOLERANCE = 1e-6;

    private final Limits.Scaling limits;

    Scaling(Limits.Scaling limits) {
        this.limits = limits;
    }

    /** A new number and why. */
    record Change(int count, String reason) {}

    /**
     * What the load asks for; empty if all is well as it is, or nobody can tell yet.
     *
     * @param desired the number until now, within the policy
     */
    Optional<Change> judge(ServiceState service, int desired, Census census, Instant now) {
        if (desired == 0 || census.serving().isEmpty()) {
            return Optional.empty();
        }
        if (isAtRest(service, census, now) && !service.isInMemory()) {
            return Optional.of(new Change(
                    0,
                    "no call for "
                            + Words.seconds(
                                    Objects.requireNonNull(service.policy().idle()))));
        }
        List<Load> loads = census.serving().stream()
                .map(InstanceState::load)
                .filter(load -> load != null && load.full())
                .toList();
        boolean measured = loads.size() == census.serving().size();
        boolean congested = census.serving().stream().anyMatch(i -> isCongested(i, now));
        double busy = loads.stream().mapToDouble(Load::utilisation).sum();
        if (congested) {
            return more(service, desired, census, busy, true, now);
        }
        if (!measured) {
            return Optional.empty();
        }
        Optional<Change> more = more(service, desired, census, busy, false, now);
        return more.isPresent() ? more : less(service, desired, census, busy, now);
    }

    /** @param busy how many instances' worth of worker time is used */
    private Optional<Change> more(
            ServiceState service, int desired, Census census, double busy, boolean congested, Instant now) {
        if (now.isBefore(service.history().lastOut().plus(limits.outCooldown()))) {
            return Optional.empty();
        }
        int serving = census.serving().size();
        int wanted = (int) Math.ceil(busy / limits.above() - TOLERANCE);
        boolean queued = congested && wanted <= serving;
        int count = Math.min(
                Math.min(queued ? serving + 1 : wanted, desired + limits.step()),
                service.policy().max());
        return count <= desired
                ? Optional.empty()
                : Optional.of(new Change(
                        count,
                        (queued ? "calls wait for workers" : percent(busy / serving) + " utilisation") + " on "
                                + serving));
    }

    private Optional<Change> less(ServiceState service, int desired, Census census, double busy, Instant now) {
        int serving = census.serving().size();
        double utilisation = busy / serving;
        boolean settled = serving == desired
                && census.present() == serving
                && census.leaving().isEmpty()
                && census.ending() == 0;
        boolean regretted = isRegretted(service.history());
        // at the edge, a little noise would bring it back at once: that happens once and not again
        double rest = limits.above() * (regretted ? EDGE : 1);
        Duration pause = regretted ? limits.inCooldown().multipliedBy(REGRET) : limits.inCooldown();
        if (!settled
                || desired <= Math.max(1, service.policy().min())
                || utilisation >= limits.below()
                || busy / (serving - 1) >= rest
                || now.isBefore(lastChange(service.history()).plus(pause))) {
            return Optional.empty();
        }
        return Optional.of(new Change(desired - 1, percent(utilisation) + " utilisation on " + serving));
    }

    private static Instant lastChange(History history) {
        return history.lastOut().isAfter(history.lastIn()) ? history.lastOut() : history.lastIn();
    }

    /** Whether the last removal was undone soon. */
    private boolean isRegretted(History history) {
        return history.lastIn().isAfter(Instant.EPOCH)
                && history.lastOut().isAfter(history.lastIn())
                && history.lastOut()
                        .isBefore(history.lastIn().plus(limits.inCooldown().multipliedBy(REGRET)));
    }

    /** Whether calls have waited for a while and still do. */
    private boolean isCongested(InstanceState instance, Instant now) {
        Load load = instance.load();
        return instance.state() == State.CONGESTED
                && load != null
                && (load.queued() > 0 || load.utilisation() >= 0.9)
                && !now.isBefore(instance.standing().since().plus(limits.outCooldown()));
    }

    /** Whether nobody has called it for as long as its policy says. */
    static boolean isAtRest(ServiceState service, Census census, Instant now) {
        Duration idle = service.policy().idle();
        return idle != null && !census.serving().isEmpty() && !service.demanded() && isIdle(census, idle, now);
    }

    private static boolean isIdle(Census census, Duration idle, Instant now) {
        return census.present() == census.serving().size()
                && census.serving().stream().allMatch(i -> isIdle(i.load(), idle, now));
    }

    private static boolean isIdle(@Nullable Load load, Duration idle, Instant now) {
        return load != null
                && load.running() == 0
                && load.queued() == 0
                && !now.isBefore(load.idleSince().plus(idle));
    }

    private static String percent(double utilisation) {
        return String.format(Locale.ROOT, "%.0f %%", utilisation * 100);
    }
}
