package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.Action;
import io.msagent.orchestrator.model.Death;
import io.msagent.orchestrator.model.InstanceState;
import io.msagent.orchestrator.model.ServiceState;
import io.msagent.orchestrator.model.Sighting;
import io.msagent.orchestrator.model.State;
import io.msagent.orchestrator.model.Stop;
import io.msagent.orchestrator.observe.Observation;
import io.msagent.orchestrator.observe.Transition;
import io.msagent.orchestrator.spawn.Spawner;
import io.msagent.orchestrator.store.Kind;
import io.msagent.orchestrator.store.ProcessRecord;
import io.msagent.orchestrator.store.ProcessRecord.Ending;
import java.util.List;

/** Tells callers that wait here of starts that failed, with the last words. Used by the control thread alone. */
final class Failures {
    private final Waiters waiters;
    private final Spawner spawner;

    Failures(Waiters waiters, Spawner spawner) {
        this.waiters = waiters;
        this.spawner = spawner;
    }

    void tell(Observation seen, List<Action> plan) {
        if (waiters.isEmpty()) {
            return;
        }
        for (Transition transition : seen.transitions()) {
            InstanceState instance = transition.instance();
            if (isTheProgramsOwn(transition)) {
                waiters.fail(
                        instance.service(),
                        instance.digest(),
                        instance.id() + ": " + instance.standing().reason() + Tails.after(tail(instance.id(), seen)));
            }
        }
        for (Action action : plan) {
            if (action instanceof Action.GiveUp giveUp) {
                seen.snapshot().services().stream()
                        .filter(service -> service.name().equals(giveUp.service()))
                        .forEach(service -> givenUp(service, giveUp, seen));
            }
        }
    }

    /**
     * Whether the program itself has failed, so that another start would too. A process that was killed, or never started,
     * says nothing of the next one, and who waits has time left.
     */
    static boolean isTheProgramsOwn(Transition transition) {
        InstanceState instance = transition.instance();
        Sighting seen = instance.sighting();
        Stop stop = seen.stop();
        boolean started = transition.before() != null && transition.before().state() == State.STARTING;
        if (stop != null) {
            return stop.failed() && (seen.otherCode() != null || (started && instance.pid() != 0));
        }
        return instance.state() == State.DEAD
                && !instance.standing().served()
                && (seen.ending().startsWith("exit code ") || seen.ending().startsWith("could not be started"))
                && !seen.ending().endsWith("unknown");
    }

    private void givenUp(ServiceState service, Action.GiveUp giveUp, Observation seen) {
        List<Death> deaths = service.history().deaths();
        if (service.digest() != null) {
            waiters.fail(
                    service.name(),
                    service.digest(),
                    service.name() + " is given up until " + giveUp.until() + ": " + giveUp.reason()
                            + (deaths.isEmpty()
                                    ? ""
                                    : Tails.after(
                                            tail(deaths.get(deaths.size() - 1).id(), seen))));
        }
    }

    /** By the record, if it ran elsewhere. */
    private String tail(String id, Observation seen) {
        String here = Tails.cut(spawner.tail(id, Tails.LINES), Integer.MAX_VALUE);
        ProcessRecord process = seen.kept().get(Kind.PROCESS, id);
        Ending ending = process == null ? Ending.NONE : process.ending();
        return here.isEmpty() ? ending.tail() : here;
    }
}
