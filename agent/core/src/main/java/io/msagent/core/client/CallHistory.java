package io.msagent.core.client;

import io.msagent.CallInterruptedException;
import io.msagent.CallRefusedException;
import io.msagent.DeadlineExceededException;
import io.msagent.DeadlockException;
import io.msagent.NoInstanceException;
import io.msagent.OutcomeUnknownException;
import io.msagent.ProtocolException;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.InstanceMeta;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one call has been through, and the exceptions that tell of it: service, method, instances, attempts, time, the
 * last reasons, and what to do. Used by one thread.
 */
final class CallHistory {
    private static final int REASONS_TOLD = 3;

    private final ServiceMethod method;
    private final long begin = System.nanoTime();
    private Set<String> instances = Set.of();
    private int attempts;
    private boolean bodyMayHaveRun;
    private Set<String> reasons = Set.of();
    private @Nullable Throwable lastCause;
    private @Nullable Instance answeredBy;

    private @Nullable TransactionCall transaction;

    CallHistory(ServiceMethod method) {
        this.method = method;
    }

    /** Its place in its transaction is known from now on. */
    void belongsTo(TransactionCall place) {
        transaction = place;
    }

    /** Its place in its transaction; null if it is in none. */
    @Nullable
    TransactionCall transaction() {
        return transaction;
    }

    void attempt() {
        attempts++;
    }

    void failed(Instance instance, String reason, @Nullable Throwable cause) {
        if (instances.isEmpty()) {
            instances = new LinkedHashSet<>();
            reasons = new LinkedHashSet<>();
        }
        instances.add(instance.id() + " at " + instance.host() + ":" + instance.port());
        // each reason once, the latest last: what went wrong first is often what has to be mended
        reasons.remove(reason);
        reasons.add(reason);
        lastCause = cause;
    }

    /** What went wrong last, after a semicolon; empty if nothing did. */
    String lastReason() {
        String last = "";
        for (String reason : reasons) {
            last = "; " + reason;
        }
        return last;
    }

    void answered(Instance instance) {
        answeredBy = instance;
    }

    /** Id of the instance that ran the body to its end; empty if none did. */
    String answeredBy() {
        return answeredBy == null ? "" : answeredBy.id();
    }

    /** Where the body ran to its end, for a stack trace. */
    String where() {
        String pid = answeredBy == null ? null : answeredBy.meta().get(InstanceMeta.PID);
        return "in instance " + answeredBy() + (pid == null ? "" : " (pid " + pid + ")");
    }

    /** From now on the body may have started somewhere. */
    void mayHaveRun() {
        bodyMayHaveRun = true;
    }

    /** Whatever was sent has certainly started nothing. */
    void hasNotRun() {
        bodyMayHaveRun = false;
    }

    int attempts() {
        return attempts;
    }

    boolean bodyMayHaveRun() {
        return bodyMayHaveRun;
    }

    long elapsedNanos() {
        return System.nanoTime() - begin;
    }

    /** @param whatToDo a sentence without its full stop */
    NoInstanceException noInstance(String why, String whatToDo) {
        return new NoInstanceException(
                tell("no instance took the call: " + why) + " " + whatToDo
                        + (method.stateful() == null ? ", or allow fallback=local." : "."),
                lastCause);
    }

    DeadlineExceededException deadline(String which) {
        return new DeadlineExceededException(
                tell(which + " passed")
                        + (bodyMayHaveRun
                                ? " The body may have run: look before you repeat it, or raise timeout."
                                : " The body has not started: raise timeout, or look at the instances' load."),
                bodyMayHaveRun,
                lastCause);
    }

    OutcomeUnknownException unknown(String why) {
        return new OutcomeUnknownException(
                tell("the outcome is unknown: " + why) + " Look whether the body has run" + whatWouldTell() + ".",
                lastCause);
    }

    private String whatWouldTell() {
        Stateful stateful = method.stateful();
        if (stateful == null || stateful.kind() == Stateful.Kind.EXTERNAL) {
            return "; if a second run does no harm, mark the method idempotent";
        }
        return stateful.kind() == Stateful.Kind.MEMORY
                ? "; where that must be known, keep the state and its outcomes in the store (state = DURABLE)"
                : "";
    }

    DeadlockException deadlock(String who) {
        return new DeadlockException(
                tell("deadlock: " + who)
                        + " The body has not started: run the transaction again, or take its keys in the same order everywhere.",
                lastCause);
    }

    CallRefusedException refused(String why, String whatToDo, @Nullable Throwable cause) {
        return new CallRefusedException(tell("refused: " + why) + " " + whatToDo, cause);
    }

    ProtocolException unreadable(Throwable cause) {
        return new ProtocolException(
                tell("the answer cannot be read: " + cause.getMessage())
                        + " Check that caller and provider run the same version, and that no proxy stands between them.",
                cause);
    }

    CallInterruptedException interrupted(@Nullable Throwable cause) {
        return new CallInterruptedException(
                tell("the calling thread was interrupted")
                        + (bodyMayHaveRun ? " The body may have run." : " The body has not started."),
                bodyMayHaveRun,
                cause);
    }

    private String tell(String what) {
        StringBuilder text = new StringBuilder();
        text.append(method.service())
                .append(" (")
                .append(method.key())
                .append("): ")
                .append(what);
        if (transaction != null) {
            text.append("; transaction ").append(transaction);
        }
        text.append("; ").append(attempts).append(attempts == 1 ? " attempt in " : " attempts in ");
        text.append(TimeUnit.NANOSECONDS.toMillis(elapsedNanos())).append(" ms");
        if (!instances.isEmpty()) {
            text.append(" at ").append(String.join(", ", instances));
        }
        reasons.stream()
                .filter(reason -> !what.contains(reason))
                .skip(Math.max(0, reasons.size() - REASONS_TOLD))
                .forEach(reason -> text.append("; ").append(reason));
        return text.append('.').toString();
    }
}
