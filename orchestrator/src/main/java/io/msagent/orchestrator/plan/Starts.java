package io.msagent.orchestrator.plan;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts what is missing, as far as back-off and hosts allow. */
final class Starts {
    private final BackOff backOff;

    Starts(BackOff backOff) {
        this.backOff = backOff;
    }

    void add(ServiceState service, int desired, Census census, Placement placement, Instant now, List<Action> actions) {
        int missing = missing(service, desired, census);
        if (missing <= 0) {
            return;
        }
        // the quarantined are not killed while they answer: if every new one joined them, there would be ever more
        int allowed = Math.max(2 * desired, desired + 1) - census.present();
        if (allowed <= 0) {
            actions.add(new Action.Stuck(
                    service.name(),
                    census.quiet().size() + " of its instances are quarantined; no more are started in their place"));
            return;
        }
        int count = Math.min(missing, allowed);
        BackOff.Verdict verdict = backOff.judge(service, now);
        if (verdict instanceof BackOff.Verdict.Try) {
            count = census.starting().stream().allMatch(i -> i.state() != State.STARTING) ? 1 : 0;
        } else if (verdict instanceof BackOff.Verdict.Wait) {
            count = 0;
        } else if (verdict instanceof BackOff.Verdict.GaveUp gaveUp) {
            actions.add(new Action.GiveUp(service.name(), gaveUp.until(), gaveUp.reason()));
            count = 0;
        }
        place(service, desired, census, count, placement, actions);
    }

    private static int missing(ServiceState service, int desired, Census census) {
        int target = desired + (desired > 0 && !census.leaving().isEmpty() ? 1 : 0);
        return Math.max(target - census.present(), Numbers.floor(service, desired) - census.live());
    }

    private static void place(
            ServiceState service, int desired, Census census, int count, Placement placement, List<Action> actions) {
        Placement.ForService hosts = placement.of(service);
        int floor = Numbers.floor(service, desired);
        for (int i = 0; i < count; i++) {
            boolean replaces = census.present() + i >= desired;
            boolean growth = census.live() + i >= floor && !replaces;
            Optional<String> host = hosts.choose(growth);
            if (host.isEmpty()) {
                if (!placement.waitsForStarts(growth)) {
                    actions.add(new Action.Stuck(service.name(), placement.trouble()));
                }
                return;
            }
            actions.add(new Action.Assign(service.name(), host.get(), reason(service, census, desired, i, replaces)));
        }
    }

    private static String reason(ServiceState service, Census census, int desired, int started, boolean replaces) {
        if (!replaces) {
            return census.present() + started + " of " + desired + " instances are there";
        }
        return census.leaving().isEmpty()
                ? census.quiet().size() + " of its instances are quarantined"
                : "in place of " + census.leaving().get(0).id();
    }
}
