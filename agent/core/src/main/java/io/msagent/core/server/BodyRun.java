package io.msagent.core.server;

import io.msagent.CallContextCarrier.Restored;
import io.msagent.DeadlineExceededException;
import io.msagent.ProtocolException;
import io.msagent.Transaction;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.NotStarted;
import io.msagent.core.call.OwnBody;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.context.ContextException;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.Begun;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.WireException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call from the moment a worker may take it to its answer. */
final class BodyRun implements Work, Live {
    static final String GIVEN_UP = "its caller gave the call up before the body could start";
    static final String QUIESCING = "this instance is stopping; call another";

    private final Call call;
    private final ServedMethod method;
    private final MethodCodec codec;
    private final Keeping keeping;
    private final @Nullable ArrivedCall stateful;
    /** Whether it is settled that the body starts, or that it never does. */
    private final AtomicBoolean settled = new AtomicBoolean();

    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicBoolean kept = new AtomicBoolean();
    private final long arrivedNanos = System.nanoTime();
    private final Interruption interruption = new Interruption();
    private long startedNanos;

    /** @param stateful the same call, if it is one of a stateful service */
    BodyRun(Call call, Keeping keeping, @Nullable ArrivedCall stateful) {
        this.call = call;
        this.method = call.method();
        this.codec = method.codec();
        this.keeping = keeping;
        this.stateful = stateful;
    }

    @Override
    public void run(Slot slot) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        CallHeaders headers = call.headers();
        if (headers.deadline().passed()) {
            refuse(NotStarted.EXPIRED, "the time left was over before the body could start");
            return;
        }
        call.meters().queued(System.nanoTime() - arrivedNanos);
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(method.contextClassLoader());
        WorkerSlot.setCurrent(slot);
        try {
            begin(slot);
        } catch (Throwable t) {
            // a fault of ours, or no memory even for the answer: nobody may wait for one, nor whoever asks again
            keep(null);
            call.reply().cut();
            if (startedNanos != 0 && over.compareAndSet(false, true)) {
                ran(true);
            }
            throw t;
        } finally {
            WorkerSlot.setCurrent(null);
            thread.setContextClassLoader(before);
            // what runs on a completed future may have left one behind
            interruption.end();
        }
    }

    @Override
    public void refused(NotStarted reason) {
        if (settled.compareAndSet(false, true)) {
            refuse(reason, detail(reason));
        }
    }

    @Override
    public Cancelled cancel() {
        if (settled.compareAndSet(false, true)) {
            Answer answer = Answers.refused(new RefusedException(NotStarted.CANCELLED, GIVEN_UP));
            if (kept.compareAndSet(false, true)) {
                keeping.cancelled(answer);
            }
            call.reply().send(answer);
            return Cancelled.NOT_STARTED;
        }
        if (!method.about().interruptible()) {
            return Cancelled.RUNNING;
        }
        interruption.request();
        return Cancelled.INTERRUPTED;
    }

    private static String detail(NotStarted reason) {
        return switch (reason) {
            case EXPIRED -> "the time left was over before the body could start";
            case QUIESCING -> QUIESCING;
            default ->
                "all workers of this instance are busy and no call can wait for one (workers, workers.queue, workers.max-blocked)";
        };
    }

    private void begin(Slot slot) {
        MethodCodec.Arguments arguments;
        try {
            arguments = codec.readArguments(call.body(), call.headers().withReceiver());
        } catch (WireException e) {
            refuse(NotStarted.BAD_REQUEST, String.valueOf(e.getMessage()));
            return;
        } catch (Throwable t) {
            refuse(NotStarted.BAD_REQUEST, "the arguments cannot be read: " + t);
            return;
        }
        Begun begun;
        try {
            begun = keeping.begin();
        } catch (NotNow instead) {
            if (kept.compareAndSet(false, true) && stateful != null) {
                keeping.notStarted();
                instead.end(stateful);
            }
            return;
        }
        TransactionCall place = stateful == null ? call.headers().transaction() : stateful.transaction();
        CallContext context = call.headers().callOf(method, place, begun.epoch());
        try (CallContext.Scope scope = context.open();
                Transaction.Joined joined = joined(place);
                OwnBody.Scope own = ownBody(begun)) {
            execute(slot, arguments, begun.object(), context);
        }
    }

    private static Transaction.Joined joined(@Nullable TransactionCall place) {
        return place == null
                ? Transaction.Agent.leave()
                : Transaction.Agent.join(place.id().value(), place.number());
    }

    private OwnBody.Scope ownBody(Begun begun) {
        return stateful == null
                ? OwnBody.Scope.NONE
                : new OwnBody(method.about().service(), stateful.key(), begun.object()).open();
    }

    private void execute(Slot slot, MethodCodec.Arguments arguments, @Nullable Object object, CallContext context) {
        startedNanos = System.nanoTime();
        call.figures().begun();
        Object result = null;
        Throwable thrown = null;
        interruption.begin();
        try {
            result = invoke(arguments, object, context);
        } catch (Throwable t) {
            thrown = t;
        } finally {
            // before the answer: an interrupted thread that writes to a socket closes it
            interruption.end();
        }
        if (thrown instanceof ContextException || thrown instanceof NoReceiverException) {
            over.set(true);
            call.figures().neverRan();
        }
        if (thrown instanceof ContextException) {
            refuse(NotStarted.BAD_REQUEST, String.valueOf(thrown.getMessage()));
            return;
        }
        if (thrown instanceof NoReceiverException) {
            refuse(NotStarted.NO_RECEIVER, String.valueOf(thrown.getMessage()));
            return;
        }
        if (thrown != null) {
            end(slot, null, thrown);
            return;
        }
        if (result instanceof Future<?> future) {
            interruption.follow(future);
        }
        if (!method.about().async()) {
            end(slot, result, null);
        } else if (result instanceof CompletionStage<?> stage) {
            awaitDetached(stage, slot);
        } else if (result instanceof Future<?> future) {
            awaitHere(future, slot);
        } else {
            end(slot, null, new NullPointerException(method.about().key() + " returned null instead of a future"));
        }
    }

    /** The body alone sees the application's context; what follows on this thread is ours. */
    private @Nullable Object invoke(MethodCodec.Arguments arguments, @Nullable Object object, CallContext context)
            throws Throwable {
        try (Restored unused =
                method.context().enter(context, call.headers().context().carried())) {
            return method.invoke(object == null ? arguments.receiver() : object, arguments.values());
        }
    }

    private void awaitDetached(CompletionStage<?> stage, Slot slot) {
        slot.detach();
        call.reply().guard(call.headers().deadline(), () -> giveUpApart(slot));
        try {
            stage.whenComplete((value, thrown) -> end(slot, value, thrown == null ? null : unwrap(thrown)));
        } catch (Throwable t) {
            end(slot, null, t);
        }
    }

    private void awaitHere(Future<?> future, Slot slot) {
        Object value;
        slot.lend();
        try {
            value = future.get(call.headers().deadline().left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            giveUp(slot);
            return;
        } catch (ExecutionException e) {
            end(slot, null, unwrap(e));
            return;
        } catch (Throwable t) {
            end(slot, null, t);
            return;
        } finally {
            slot.takeBack();
        }
        end(slot, value, null);
    }

    private void ran(boolean threw) {
        long nanos = System.nanoTime() - startedNanos;
        call.figures().ended(call.headers().caller(), nanos, threw);
        call.meters().ran(nanos);
    }

    private void end(Slot slot, @Nullable Object value, @Nullable Throwable thrown) {
        if (over.compareAndSet(false, true)) {
            ran(thrown != null);
            Answer answer = keep(thrown == null ? returned(value) : threw(thrown));
            if (answer == null) {
                call.reply().cut();
            } else {
                call.reply().send(answer);
            }
            slot.finish();
        }
    }

    /** The same on an I/O thread, which must not wait for a store. */
    private void giveUpApart(Slot slot) {
        if (stateful == null) {
            giveUp(slot);
        } else {
            Thread thread = new Thread(null, () -> giveUp(slot), "ms-agent-give-up", 0, false);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** The deadline has passed and the future is not complete: nobody waits for the answer any more. */
    private void giveUp(Slot slot) {
        if (over.compareAndSet(false, true)) {
            ran(true);
            Answer unused = keep(threw(new DeadlineExceededException(
                    method.about().key() + ": the future it returned was not complete at the call's deadline",
                    true,
                    null)));
            call.reply().cut();
            slot.finish();
        }
    }

    private void refuse(NotStarted reason, String detail) {
        if (kept.compareAndSet(false, true)) {
            keeping.notStarted();
        }
        call.reply().send(Answers.refused(new RefusedException(reason, detail)));
    }

    /** Keeps the outcome, unless the call has ended; null if there is none. Returns what goes out; null: nothing does. */
    private @Nullable Answer keep(@Nullable Answer outcome) {
        return kept.compareAndSet(false, true) ? keeping.end(outcome) : outcome;
    }

    private @Nullable Answer returned(@Nullable Object value) {
        byte[] bytes;
        try {
            bytes = codec.writeResult(value);
        } catch (Throwable t) {
            String why = t instanceof WireException ? t.getMessage() : t.toString();
            ProtocolException failure = new ProtocolException(
                    method.about().key() + ": the body has ended, but its result cannot travel: " + why
                            + " (return a type that can travel, or name the class in wire.allow)",
                    null);
            failure.setStackTrace(new StackTraceElement[0]);
            return threw(failure);
        }
        return Answers.returned(codec.mediaType(), bytes);
    }

    private @Nullable Answer threw(Throwable thrown) {
        return threw(codec, thrown);
    }

    /** Null if not even that can be written, as when memory is out. */
    static @Nullable Answer threw(MethodCodec codec, Throwable thrown) {
        try {
            return Answers.threw(codec.mediaType(), codec.writeThrowable(thrown));
        } catch (Throwable t) {
            return null;
        }
    }

    private static Throwable unwrap(Throwable thrown) {
        boolean wrapper = thrown instanceof CompletionException || thrown instanceof ExecutionException;
        Throwable cause = thrown.getCause();
        return wrapper && cause != null ? cause : thrown;
    }
}
