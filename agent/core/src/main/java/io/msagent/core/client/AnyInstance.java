package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.registry.Instance;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of a method that keeps no state: any instance will do, and if none is there, perhaps this process. Its one rule: a body
 * that may have started is not started again, unless that is known to be harmless.
 */
final class AnyInstance implements Route {
    private final Sending sending;
    private final Service service;
    private final ServiceMethod method;
    private final Code code;
    private final Timing timing;
    private final Deadline deadline;
    private final Backoff backoff;
    private final CallHistory history;
    private final Set<String> tried = new HashSet<>();
    /** Have no object to run the method on; waiting does not mend that. */
    private final Set<String> withoutReceiver = new HashSet<>();
    /** Could not be connected to since the last pause; cleared when the rounds begin anew. */
    private final Set<String> unreachable = new HashSet<>();
    /** The last refusal came from an instance that had too much to do. */
    private boolean overloaded;
    /** Why there was nobody to ask when that was last tried; empty if it was not. */
    private String lastWhy = "";
    /** The only instance that may be asked again, because it may have run a body that must not run twice. */
    private @Nullable Instance owner;

    AnyInstance(Sending sending, Service service, Code code, ClientOptions options, Timing timing) {
        this.sending = sending;
        this.service = service;
        this.code = code;
        this.timing = timing;
        method = sending.attempts().method();
        deadline = timing.deadline();
        history = sending.attempts().history();
        backoff = new Backoff(options);
    }

    @Override
    public Step next() throws InterruptedException {
        Known known = service.watch().known(deadline);
        if (owner != null) {
            return askAgain(owner, known);
        }
        List<Instance> usable = known.usable(code);
        if (usable.isEmpty()) {
            unreachable.clear();
            return nobody(known.away() == null ? known.whyNone(code) : "the registry is away: " + known.away());
        }
        if (!known.offers(code, unreachable)) {
            return nobody("none of the known instances can be reached, and "
                    + (known.away() == null
                            ? "the registry does not speak for them"
                            : "the registry is away: " + known.away()));
        }
        return attempt(service.fleet().pick(usable, tried, deadline), usable);
    }

    private Step attempt(Candidate candidate, List<Instance> usable) {
        Instance instance = candidate.instance();
        Sending.Sent sent = sending.hedged(candidate, () -> another(usable, instance), deadline);
        if (sent != null && sent.second() != null) {
            tried.add(sent.second().candidate().instance().id());
        }
        Outcome outcome = sent == null ? null : sent.outcome();
        Step end = outcome == null ? pause() : Step.ended(outcome, history);
        if (end != null) {
            return end;
        }
        if (outcome instanceof Outcome.Refused refused) {
            overloaded = refused.reason() == NotStarted.OVERLOADED || refused.reason() == NotStarted.EXPIRED;
            if (refused.reason() == NotStarted.NO_RECEIVER) {
                withoutReceiver.add(instance.id());
                if (usable.stream().allMatch(i -> withoutReceiver.contains(i.id()))) {
                    return giveUp(
                            "no instance has an object to run it on: " + refused.detail(),
                            "Let main build exactly one object of the class (serve.main=run)",
                            false);
                }
            }
            return refused.reason().mayWorkElsewhere() ? elsewhere(instance, usable) : Step.refused(refused, history);
        }
        if (outcome instanceof Outcome.Unreachable) {
            unreachable.add(instance.id());
            return elsewhere(instance, usable);
        }
        tried.add(instance.id());
        if (!method.idempotent()) {
            owner = instance;
        }
        return pause();
    }

    /** For a second attempt; on its thread, while this one does nothing but wait for the first. */
    private @Nullable Candidate another(List<Instance> usable, Instance first) throws InterruptedException {
        if (usable.size() < 2) {
            return null;
        }
        Set<String> left = new HashSet<>(service.fleet().ejected());
        left.add(first.id());
        if (usable.stream().allMatch(i -> left.contains(i.id()))) {
            return null;
        }
        Candidate candidate = service.fleet().pick(usable, left, deadline);
        return left.contains(candidate.instance().id()) ? null : candidate;
    }

    /** The instance has certainly not started the body. One that has not been tried is asked at once. */
    private Step elsewhere(Instance instance, List<Instance> usable) {
        tried.add(instance.id());
        if (usable.stream().anyMatch(i -> !tried.contains(i.id()))) {
            return new Step.Again(Duration.ZERO);
        }
        boolean noneReached = usable.stream().allMatch(i -> unreachable.contains(i.id()));
        tried.clear();
        if (noneReached && usable.stream().allMatch(service.watch().known()::doubts)) {
            // nobody is left who could know better, so the next step decides without a pause
            return new Step.Again(Duration.ZERO);
        }
        unreachable.clear();
        return pause();
    }

    /** The body may have run at this instance and must not run twice: only its record of calls can tell. */
    private Step askAgain(Instance instance, Known known) {
        if (known.away() == null && !known.lists(instance)) {
            return new Step.Failed(
                    history.unknown("the instance that may have run the body is gone from the registry"));
        }
        Outcome outcome = sending.once(service.fleet().of(instance), deadline);
        Step end = outcome == null ? pause() : Step.ended(outcome, history);
        if (end != null) {
            return end;
        }
        if (outcome instanceof Outcome.Unreachable u && u.cause() instanceof ConnectException) {
            return new Step.Failed(history.unknown("the instance that may have run the body refuses connections"));
        }
        if (outcome instanceof Outcome.Refused refused && refused.reason() == NotStarted.QUIESCING) {
            // it would have answered from its record had the first attempt arrived, and now nothing starts there any
            // more
            owner = null;
            sending.attempts().nothingLost();
            tried.add(instance.id());
            return new Step.Again(Duration.ZERO);
        }
        if (outcome instanceof Outcome.Refused refused && !isPassing(refused.reason())) {
            return new Step.Failed(history.unknown("the instance that may have run the body now refuses the call: "
                    + refused.reason().wireName()));
        }
        return pause();
    }

    /** Whether an instance that refuses for this reason may still answer from its record of calls later. */
    private static boolean isPassing(NotStarted reason) {
        return reason == NotStarted.OVERLOADED || reason == NotStarted.UNREAD || reason == NotStarted.EXPIRED;
    }

    private Step pause() {
        return new Step.Again(backoff.next(deadline));
    }

    /** Nobody is there to call. */
    private Step nobody(String why) throws InterruptedException {
        if (service.watch().known().away() != null || deadline.passed()) {
            return giveUp(why, whatToDo(), true);
        }
        Provision.Answer answer = service.provisioning().ask(method, k -> k.offers(code, unreachable), deadline);
        if (answer instanceof Provision.Answer.Nobody nobody) {
            return giveUp(why + ", and nobody can start one: " + nobody.why(), whatToDo(), true);
        }
        if (answer instanceof Provision.Answer.Failed failed) {
            return giveUp(
                    why + ", and none could be started: " + failed.why(), "Mend what keeps it from starting", false);
        }
        boolean unused = service.watch().await(k -> k.offers(code, unreachable) || k.away() != null, deadline);
        return new Step.Again(Duration.ZERO);
    }

    private Step giveUp(String why, String whatToDo, boolean nobodyToAsk) {
        if (history.bodyMayHaveRun()) {
            // running it here is not for us to do; an instance may come, or come back, until the deadline
            unreachable.clear();
            return pause();
        }
        if (deadline.passed()) {
            return outOfTime();
        }
        if (method.localFallback()) {
            return new Step.RunHere(why, whatToDo, nobodyToAsk);
        }
        if (nobodyToAsk) {
            // a registry or an orchestrator that is being started again is there in a moment
            lastWhy = why;
            unreachable.clear();
            return pause();
        }
        return new Step.Failed(history.noInstance(why, whatToDo));
    }

    private String whatToDo() {
        return service.watch().known().whatToDo(code);
    }

    @Override
    public Step outOfTime() {
        if (timing.inherited()) {
            // the calling body's caller has gone: not even a run here would be of use to anybody
            return new Step.Failed(history.deadline("the deadline of the calling body"));
        }
        Known known = service.watch().known();
        if (history.bodyMayHaveRun() || overloaded && !known.usable(code).isEmpty()) {
            // somebody serves it, who had no time for it
            return new Step.Failed(history.deadline("the deadline"));
        }
        boolean some = !known.usable(code).isEmpty();
        String none = lastWhy.isEmpty() ? known.whyNone(code) : lastWhy;
        String why = (some ? "none could be used" : none) + " within "
                + method.timeout().toMillis() + " ms";
        String whatToDo = some ? "Mend what keeps its instances from being used" : whatToDo();
        return method.localFallback()
                ? new Step.RunHere(why + history.lastReason(), whatToDo, false)
                : new Step.Failed(history.noInstance(why, whatToDo));
    }
}
