package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.ServiceMethod;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Asks for an instance of one service once at a time: further callers wait for the same answer, and a refusal is
 * remembered for a few seconds. Safe for use by any thread.
 */
final class Provisioning {
    private static final Duration REMEMBER = Duration.ofSeconds(3);

    private final Provision provision;
    private final ServiceWatch watch;
    private final AtomicReference<@Nullable CompletableFuture<@Nullable Answered>> asking = new AtomicReference<>();
    private volatile @Nullable Refusal refusal;

    private record Answered(Provision.Answer answer) {}

    private record Refusal(Provision.Answer answer, Deadline until) {}

    Provisioning(Provision provision, ServiceWatch watch) {
        this.provision = provision;
        this.watch = watch;
    }

    /**
     * What came of asking.
     *
     * @param appeared whether an instance is there by now, which makes an answer needless
     */
    Provision.Answer ask(ServiceMethod method, Predicate<Known> appeared, Deadline deadline)
            throws InterruptedException {
        while (true) {
            Refusal last = refusal;
            if (last != null && !last.until().passed()) {
                return last.answer();
            }
            CompletableFuture<@Nullable Answered> mine = new CompletableFuture<>();
            CompletableFuture<@Nullable Answered> theirs = asking.compareAndExchange(null, mine);
            if (theirs == null) {
                return lead(mine, method, deadline);
            }
            if (!watch.await(known -> theirs.isDone() || appeared.test(known), deadline)) {
                return new Provision.Answer.Failed("the orchestrator has not answered in time");
            }
            if (!theirs.isDone()) {
                return new Provision.Answer.Provided();
            }
            Answered answered = theirs.join();
            if (answered != null) {
                return answered.answer();
            }
        }
    }

    /** An answer that only says that the asking thread gave up is of no use to the others: one of them asks again. */
    private Provision.Answer lead(CompletableFuture<@Nullable Answered> mine, ServiceMethod method, Deadline deadline)
            throws InterruptedException {
        Answered shared = null;
        try {
            Provision.Answer answer = provide(method, deadline);
            boolean provided = answer instanceof Provision.Answer.Provided;
            if (provided || !deadline.passed()) {
                shared = new Answered(answer);
            }
            if (!provided && !deadline.passed()) {
                refusal = new Refusal(answer, Deadline.after(REMEMBER));
            }
            return answer;
        } finally {
            asking.set(null);
            mine.complete(shared);
            watch.wake();
        }
    }

    private Provision.Answer provide(ServiceMethod method, Deadline deadline) throws InterruptedException {
        try {
            return provision.provide(method, deadline);
        } catch (RuntimeException e) {
            return new Provision.Answer.Failed("asking for an instance failed: " + e);
        }
    }
}
