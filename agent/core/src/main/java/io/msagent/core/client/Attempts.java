package io.msagent.core.client;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Outcome;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.client.breaker.Verdict;
import io.msagent.core.context.Travelling;
import io.msagent.core.registry.Instance;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends one call's request, as often as it takes, to the instances it is told. Used by the thread that makes the call. */
final class Attempts {
    private final Shared shared;
    private final ServiceMethod method;
    private final MethodCodec codec;
    private final String path;
    private final CallId id;
    private final Map<String, String> headers = new HashMap<>();
    private final byte[] arguments;
    private final CallHistory history;
    private final @Nullable TransactionCall transaction;
    private final Consumer<Candidate> ejected;
    private final UnderWay underWay;
    private final Code code;
    private final MethodMeters meters;
    private @Nullable AttemptEnding last;
    /** An attempt was cut by the registry's word. */
    private volatile boolean cut;
    /** Where a body may run whose answer was lost; attempts that are made at the same time note it too. */
    private final Set<Instance> lostAt = ConcurrentHashMap.newKeySet();
    /** Set before {@link #lostAt} is looked through, so that the slower of two attempts is missed by nobody. */
    private volatile boolean ended;

    /**
     * @param ejected hears of an instance that is ejected because of an attempt
     * @param caller who calls; empty if not known
     * @param underWay hears of the attempts that may be made elsewhere too
     */
    Attempts(
            Shared shared,
            Callee callee,
            String path,
            Code code,
            CallId id,
            int depth,
            String caller,
            byte[] arguments,
            CallHistory history,
            Consumer<Candidate> ejected,
            UnderWay underWay,
            Travelling context,
            MethodMeters meters) {
        this.shared = shared;
        this.ejected = ejected;
        this.underWay = underWay;
        this.code = code;
        this.method = callee.method();
        this.codec = callee.codec();
        this.path = path;
        this.id = id;
        this.arguments = arguments;
        this.history = history;
        this.transaction = history.transaction();
        this.meters = meters;
        context.forEachHeader(headers::put);
        headers.put("Authorization", shared.authorization());
        headers.put("Content-Type", codec.mediaType());
        headers.put(Protocol.CALL_ID, id.value());
        headers.put(Protocol.DEPTH, Integer.toString(depth));
        if (!caller.isEmpty()) {
            headers.put(Protocol.CALLER, caller);
        }
        if (!code.digest().isEmpty()) {
            headers.put(Protocol.DIGEST, code.digest());
        }
        if (!method.idempotent()) {
            headers.put(Protocol.ONCE, "true");
        }
        if (transaction != null) {
            headers.put(Protocol.TRANSACTION, transaction.toHeader());
        }
        if (method.receiver() == Receiver.VALUE) {
            headers.put(Protocol.RECEIVER, "value");
        }
    }

    ServiceMethod method() {
        return method;
    }

    CallHistory history() {
        return history;
    }

    /**
     * Makes one attempt and notes what came of it.
     *
     * @param deadline the call's
     */
    Outcome send(Candidate to, Deadline deadline) {
        // what must not run twice, and whose outcome only that instance knows, is waited for wherever it may run
        boolean mayBeCut = method.idempotent() || method.stateful() != null;
        return send(to, deadline, mayBeCut ? new Cancellation() : Cancellation.NEVER, shared.attemptTimeout());
    }

    /** The same, for at most this long, and whatever the registry says of the instance. */
    Outcome send(Candidate to, Deadline deadline, Duration atMost) {
        return send(to, deadline, Cancellation.NEVER, atMost);
    }

    private Outcome send(Candidate to, Deadline deadline, Cancellation cancellation, @Nullable Duration atMost) {
        if (last != null) {
            meters.retried(last);
        }
        Outcome outcome = exchange(to, deadline, cancellation, atMost);
        note(to.instance(), outcome);
        return outcome;
    }

    /**
     * Makes one attempt. By another thread than the call's only while that one is making one as well.
     *
     * @param deadline the call's
     */
    Outcome exchange(Candidate to, Deadline deadline, Cancellation cancellation) {
        return exchange(to, deadline, cancellation, shared.attemptTimeout());
    }

    private Outcome exchange(Candidate to, Deadline deadline, Cancellation cancellation, @Nullable Duration atMost) {
        Deadline end = atMost == null ? deadline : deadline.orEarlier(Deadline.after(atMost));
        // a body that must not run twice goes on after the attempt: whoever asks again waits for it
        Deadline told = method.idempotent() ? end : deadline;
        Map<String, String> all = new HashMap<>(headers);
        all.put(Protocol.TIME_LEFT, Long.toString(told.millisLeft()));
        Verdict verdict = Verdict.NOTHING;
        String load = null;
        long begin = System.nanoTime();
        Instance instance = to.instance();
        to.begin();
        UnderWay.Attempt attempt =
                cancellation == Cancellation.NEVER ? null : underWay.begin(instance, code, cancellation);
        try (CallsOut.Sent sent = CallsOut.sent(transaction, instance)) {
            Transport.Reply reply = reply(
                    shared.transport()
                            .send(
                                    instance.host(),
                                    instance.port(),
                                    new Transport.Request(path, all, arguments, shared.greeter(), cancellation),
                                    end),
                    cancellation);
            if (reply instanceof Transport.Reply.Answered answered) {
                load = answered.header(Protocol.LOAD);
            }
            noteLoss(instance, reply);
            Outcome outcome = Answers.read(reply, codec);
            if (cancellation.givenUp() != null && !(reply instanceof Transport.Reply.Answered)) {
                cut = true;
            }
            boolean givenUp = Thread.currentThread().isInterrupted() || cancellation.isCancelled();
            verdict = Verdicts.of(outcome, givenUp);
            meters.attempted(AttemptEnding.of(outcome, cancellation.isCancelled()), System.nanoTime() - begin);
            return outcome;
        } finally {
            if (attempt != null) {
                underWay.end(attempt);
            }
            if (to.end(verdict, load)) {
                ejected.accept(to);
            }
        }
    }

    /** An attempt that was cut says why it was. */
    private static Transport.Reply reply(Transport.Reply reply, Cancellation cancellation) {
        String why = cancellation.givenUp();
        if (why == null || reply instanceof Transport.Reply.Answered) {
            return reply;
        }
        IOException cause = new IOException("given up: " + why);
        if (reply instanceof Transport.Reply.Unreachable) {
            return new Transport.Reply.Unreachable(cause);
        }
        return reply instanceof Transport.Reply.Lost lost
                ? new Transport.Reply.Lost(cause, lost.peer())
                : new Transport.Reply.Lost(cause);
    }

    /** The first attempt that may have arrived is the one that every later attempt repeats. */
    private void noteLoss(Instance instance, Transport.Reply reply) {
        if (reply instanceof Transport.Reply.Lost lost) {
            lostAt.add(instance);
            if (!method.idempotent()) {
                headers.putIfAbsent(Protocol.REPEAT, lost.peer().toHeader());
            }
            if (ended) {
                shared.notices().cancel(instance, id.value());
            }
        } else if (reply instanceof Transport.Reply.Answered) {
            lostAt.remove(instance);
        }
    }

    /** Whether an attempt was cut by the registry's word since this was last asked. */
    boolean wasCut() {
        boolean was = cut;
        cut = false;
        return was;
    }

    /** No attempt is lost any more: the one whose answer was lost has certainly not arrived. */
    void nothingLost() {
        lostAt.clear();
        headers.remove(Protocol.REPEAT);
        history.hasNotRun();
    }

    /** The call has ended: who may still work for it is told, in the background. */
    void end() {
        ended = true;
        for (Instance instance : lostAt) {
            shared.notices().cancel(instance, id.value());
        }
    }

    /** Notes what came of an attempt. */
    void note(Instance instance, Outcome outcome) {
        last = AttemptEnding.of(outcome, false);
        boolean mayBeThere = !(outcome instanceof Outcome.Refused || outcome instanceof Outcome.Unreachable);
        if (transaction != null && method.stateful() != null && mayBeThere) {
            shared.transactions().went(transaction, instance);
        }
        if (outcome instanceof Outcome.Refused refused) {
            String detail = refused.detail().isEmpty() ? "" : " (" + refused.detail() + ")";
            history.failed(instance, refused.reason().wireName() + detail, null);
        } else if (outcome instanceof Outcome.Unreachable unreachable) {
            history.failed(instance, "not reached: " + unreachable.cause().getMessage(), unreachable.cause());
        } else if (outcome instanceof Outcome.Lost lost) {
            history.mayHaveRun();
            history.failed(instance, "no answer: " + lost.cause(), lost.cause());
        } else if (outcome instanceof Outcome.Forgotten forgotten) {
            history.mayHaveRun();
            history.failed(instance, forgotten.detail(), null);
        } else if (outcome instanceof Outcome.Unreadable unreadable) {
            history.mayHaveRun();
            history.failed(instance, "unreadable: " + unreadable.cause().getMessage(), unreadable.cause());
        } else {
            history.answered(instance);
        }
    }
}
