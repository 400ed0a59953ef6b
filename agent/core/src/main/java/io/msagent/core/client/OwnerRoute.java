package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.Outcome;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.registry.Instance;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of a method that keeps state: the call goes to the one instance that owns its key, wherever that is by now, and waits
 * while the key moves. It runs nowhere else, least of all in this process.
 *
 * <p>An answer that was lost is asked for. Outcomes of a durable service are in the store, so whoever owns the key can give
 * them, and makes sure that nothing takes effect twice. All others are known to the instance that may have run the body, or
 * to which it has handed its state over.
 */
final class OwnerRoute implements Route {
    /** The longest attempt at an instance that may hang; asking again joins the body that runs. */
    private static final Duration IN_DOUBT = Duration.ofSeconds(2);

    private final Sending sending;
    private final Service service;
    private final ServiceMethod method;
    private final Stateful.Kind kind;
    private final int partition;
    private final Code code;
    private final Timing timing;
    private final Deadline deadline;
    private final Backoff backoff;
    private final CallHistory history;
    /** Have sent the call on since the last pause: a key that moves may be sent back and forth. */
    private final Set<String> sentOn = new HashSet<>();
    /** Id of the instance that the last one has named. */
    private @Nullable String named;
    /** May have run the body, and may still know. */
    private @Nullable Instance witness;
    /** The last attempt met nobody, or who was not, or will not be, the owner: the next one costs nothing. */
    private boolean moving;
    /** An instance could have taken the call, had there been more time. */
    private boolean served;
    /** Why there was nobody to ask when that was last tried; empty if it was not. */
    private String lastWhy = "";

    OwnerRoute(Sending sending, Service service, int partition, Code code, ClientOptions options, Timing timing) {
        this.sending = sending;
        this.service = service;
        this.partition = partition;
        this.code = code;
        this.timing = timing;
        method = sending.attempts().method();
        kind = Objects.requireNonNull(method.stateful()).kind();
        deadline = timing.deadline();
        history = sending.attempts().history();
        backoff = new Backoff(options);
    }

    @Override
    public Step next() throws InterruptedException {
        Known known = service.watch().known(deadline);
        Instance byName = named == null ? null : known.find(named);
        named = null;
        Instance to = byName == null ? target(known) : byName;
        return to == null ? nobody(known) : attempt(to, byName != null);
    }

    private @Nullable Instance target(Known known) {
        if (witness != null
                && (known.lostWord(witness, code) != null || known.away() == null && !known.lists(witness))) {
            // what it knew it has handed over, or nobody knows
            witness = null;
        }
        return witness == null ? service.owners().of(partition, method, known, code) : witness;
    }

    private Step attempt(Instance to, boolean isNamed) {
        // who is named as the owner is one, whatever the registry says of it; if it hangs, it is one for some seconds
        // only
        boolean inDoubt = isNamed && service.watch().known().lostWord(to, code) != null;
        Outcome outcome = sending.toOwner(service.fleet().of(to), deadline, moving, inDoubt ? IN_DOUBT : null);
        if (outcome == null) {
            return pause();
        }
        moving = false;
        Step end = Step.ended(outcome, history);
        if (end != null) {
            service.owners().heard(partition, to.id());
            return end;
        }
        if (outcome instanceof Outcome.Refused refused) {
            return refused(to, refused);
        }
        if (outcome instanceof Outcome.Unreachable unreachable) {
            // certainly not run, and cheap: while an owner is dead its callers must not use up what others may need
            moving = unreachable.cause() instanceof ConnectException;
            notThere(to, moving);
        } else if (kind != Stateful.Kind.DURABLE && !method.idempotent()) {
            witness = to;
        }
        return pause();
    }

    private Step refused(Instance by, Outcome.Refused refused) {
        served = true;
        return switch (refused.reason()) {
            case NOT_OWNER, QUIESCING -> sentOn(by, refused);
            case OVERLOADED, EXPIRED, UNREAD, CANCELLED -> pause();
            case UNKNOWN_SERVICE, UNKNOWN_METHOD, OTHER_DIGEST, NO_RECEIVER -> {
                // another process may have come there, and another owner may be able to
                served = false;
                notThere(by, true);
                yield pause();
            }
            case DEADLOCK, UNAUTHORISED, BAD_REQUEST -> Step.refused(refused, history);
        };
    }

    private Step sentOn(Instance by, Outcome.Refused refused) {
        moving = true;
        sentOn.add(by.id());
        if (isWitness(by)) {
            witness = null;
        }
        String owner = refused.owner();
        if (owner == null || owner.equals(by.id())) {
            service.owners().isNot(partition, by.id());
            return pause();
        }
        if (refused.reason() == NotStarted.NOT_OWNER) {
            // an heir is not the owner yet, and the open transactions of others still go where they went
            service.owners().heard(partition, owner);
        }
        named = owner;
        return sentOn.contains(owner) || service.watch().known().find(owner) == null
                ? pause()
                : new Step.Again(Duration.ZERO);
    }

    /** @param gone whether whatever it knew cannot be asked for there any more */
    private void notThere(Instance instance, boolean gone) {
        service.owners().isNot(partition, instance.id());
        if (gone && isWitness(instance)) {
            witness = null;
        }
    }

    /** What the registry says of an instance changes; its id does not. */
    private boolean isWitness(Instance instance) {
        return witness != null && witness.id().equals(instance.id());
    }

    private Step pause() {
        sentOn.clear();
        return new Step.Again(backoff.next(deadline));
    }

    /** Nobody is there to call; an instance may come, or come back, until the deadline. */
    private Step nobody(Known known) throws InterruptedException {
        if (known.away() != null) {
            lastWhy = "the registry is away: " + known.away();
            return pause();
        }
        String why = known.whyNone(code);
        Provision.Answer answer =
                service.provisioning().ask(method, k -> !k.usable(code).isEmpty(), deadline);
        if (answer instanceof Provision.Answer.Failed failed && !history.bodyMayHaveRun() && !deadline.passed()) {
            return new Step.Failed(history.noInstance(
                    why + ", and none could be started: " + failed.why(), "Mend what keeps it from starting"));
        }
        if (!(answer instanceof Provision.Answer.Provided)) {
            lastWhy = why + ", and nobody can start one"
                    + (answer instanceof Provision.Answer.Nobody nobody ? ": " + nobody.why() : "");
            return pause();
        }
        boolean unused = service.watch().await(k -> !k.usable(code).isEmpty() || k.away() != null, deadline);
        return new Step.Again(Duration.ZERO);
    }

    @Override
    public Step outOfTime() {
        if (timing.inherited()) {
            return new Step.Failed(history.deadline("the deadline of the calling body"));
        }
        if (history.bodyMayHaveRun() || served) {
            return new Step.Failed(history.deadline("the deadline"));
        }
        Known known = service.watch().known();
        String none = lastWhy.isEmpty() ? known.whyNone(code) : lastWhy;
        boolean some = !known.usable(code).isEmpty();
        return new Step.Failed(history.noInstance(
                (some ? "the owner of its key could not be used" : none) + " within "
                        + method.timeout().toMillis() + " ms",
                some ? "Mend what keeps its instances from being used" : known.whatToDo(code)));
    }
}
