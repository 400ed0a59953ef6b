package io.msagent.core.client;

import io.msagent.CallRefusedException;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.context.ContextException;
import io.msagent.core.context.Travelling;
import io.msagent.core.partition.Partitions;
import io.msagent.core.wire.KeyText;
import io.msagent.core.wire.WireException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes everything ready for a call, on the thread that makes it: what goes out, and where to. Whatever is wrong with the
 * call itself shows here, before anything is sent. Safe for use by any thread.
 */
final class Preparing {
    private final Shared shared;
    private final ClientOptions options;
    private final RetryBudget budget;
    private final HedgeThreads hedgeThreads;

    Preparing(Shared shared, ClientOptions options, RetryBudget budget, HedgeThreads hedgeThreads) {
        this.shared = shared;
        this.options = options;
        this.budget = budget;
        this.hedgeThreads = hedgeThreads;
    }

    /** A call that can be made. */
    record Prepared(RemoteCall call, CallHistory history, Travelling context) {}

    /** @throws CallRefusedException if it cannot be made */
    Prepared prepare(Target target, Callee callee, @Nullable Object receiver, @Nullable Object[] arguments) {
        ServiceMethod method = callee.method();
        CallContext context = CallContext.current();
        CallHistory history = new CallHistory(method);
        Stateful stateful = method.stateful();
        if (stateful != null && stateful.refusal() != null) {
            throw history.refused(stateful.refusal(), "Mend it where the method is declared.", null);
        }
        Travelling travelling;
        try {
            travelling = callee.context().capture();
        } catch (ContextException e) {
            throw contextRefused(history, e);
        }
        byte[] encoded = encode(callee, receiver, arguments, history);
        TransactionCall place = place(callee, context, encoded, history);
        Timing timing = Timing.of(method, context);
        String digest = options.anyDigest() ? "" : callee.digest();
        Code code = new Code(digest, method.key().className());
        Attempts attempts = new Attempts(
                shared,
                callee,
                target.path(),
                code,
                CallId.next(),
                context == null ? 0 : context.depth() + 1,
                context == null || context.service().isEmpty() ? options.program() : context.service(),
                encoded,
                history,
                target.service()::ejected,
                target.service().underWay(),
                travelling,
                target.stats().meters());
        Sending sending = new Sending(attempts, target.service(), budget, target.hedge(), hedgeThreads);
        Route route = stateful == null || place == null
                ? new AnyInstance(sending, target.service(), code, options, timing)
                : new OwnerRoute(
                        sending,
                        target.service(),
                        partition(method, stateful, place, encoded, history),
                        code,
                        options,
                        timing);
        return new Prepared(new RemoteCall(attempts, timing.deadline(), route), history, travelling);
    }

    /** Without its context a body must not run, neither there nor here. */
    static CallRefusedException contextRefused(CallHistory history, ContextException e) {
        return history.refused(
                String.valueOf(e.getMessage()), "Mend the carrier (see context.carriers), or let it capture less.", e);
    }

    /** Arguments that cannot travel are the program's fault; running the body here would hide it. */
    private static byte[] encode(
            Callee callee, @Nullable Object receiver, @Nullable Object[] arguments, CallHistory history) {
        try {
            return callee.method().receiver() == Receiver.VALUE
                    ? callee.codec().writeArguments(Objects.requireNonNull(receiver), arguments)
                    : callee.codec().writeArguments(arguments);
        } catch (RuntimeException | StackOverflowError e) {
            throw history.refused(
                    "the arguments cannot travel: " + e.getMessage(),
                    "Change the parameter's type, name the class in wire.allow, or leave the method local (exclude).",
                    e);
        }
    }

    private static @Nullable TransactionCall place(
            Callee callee, @Nullable CallContext context, byte[] arguments, CallHistory history) {
        TransactionCall place;
        try {
            place = Place.of(callee.method(), context, arguments);
        } catch (IllegalArgumentException e) {
            throw history.refused(
                    String.valueOf(e.getMessage()), "Nest fewer calls of one transaction in each other.", e);
        }
        if (place != null) {
            history.belongsTo(place);
            callee.context().belongsTo(place);
        }
        return place;
    }

    private static int partition(
            ServiceMethod method, Stateful stateful, TransactionCall place, byte[] arguments, CallHistory history) {
        if (stateful.keyParameter() < 0) {
            return Partitions.of(place.id().value());
        }
        try {
            int before = method.receiver() == Receiver.VALUE ? 1 : 0;
            return Partitions.of(KeyText.of(arguments, stateful.keyParameter() + before));
        } catch (WireException e) {
            throw history.refused(String.valueOf(e.getMessage()), "Say whose state the call is for (@Key).", e);
        }
    }
}
