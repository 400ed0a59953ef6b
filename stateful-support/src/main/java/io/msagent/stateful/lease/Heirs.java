package io.msagent.stateful.lease;

import io.msagent.core.registry.Instance;
import io.msagent.stateful.handover.Carrier;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Who is to own the partitions that this instance holds, and whether they would take them. They are asked beside the loop,
 * which comes again when there is an answer. Safe for use by any thread.
 */
final class Heirs {
    /** An answer is good for so long. */
    private static final long FRESH_NANOS = Duration.ofSeconds(2).toNanos();

    /** The same while this instance leaves, and has no time. */
    private static final long FRESH_LEAVING_NANOS = Duration.ofMillis(300).toNanos();

    private final Members members;
    private final Carrier carrier;
    private final String service;
    private final Executor threads;
    private final Runnable onAnswer;
    private final Map<String, Answer> answers = new HashMap<>();
    private final Set<String> asking = new HashSet<>();
    private boolean leaving;

    private record Answer(boolean ready, long nanos) {}

    /** @param onAnswer called by one of the threads; must not block */
    Heirs(Members members, Carrier carrier, String service, Executor threads, Runnable onAnswer) {
        this.members = members;
        this.carrier = carrier;
        this.service = service;
        this.threads = threads;
        this.onAnswer = onAnswer;
    }

    /** This instance leaves: all others are asked, again and again. */
    synchronized void askAll() {
        leaving = true;
        members.callable().forEach(this::isReady);
    }

    /** Another instance that is to own a partition now; empty if it is this one, or nobody. */
    Optional<Instance> wanted(int partition) {
        return members.owner(partition, members.isSelfInService(), Set.of()).flatMap(members::other);
    }

    /**
     * Who is to own a partition once this instance has left, of those others that would take it. Empty while the one that
     * comes first has not answered, and if none would.
     */
    synchronized Optional<Instance> ready(int partition) {
        Set<String> unready = new HashSet<>();
        answers.forEach((id, answer) -> {
            if (!answer.ready) {
                unready.add(id);
            }
        });
        return next(partition, unready).filter(this::isReady);
    }

    /** Who is to own a partition once this instance has left, without some. */
    Optional<Instance> next(int partition, Set<String> without) {
        return members.owner(partition, false, without).flatMap(members::other);
    }

    /** Whether it has said lately that it would take partitions; if it has not, it is asked. */
    synchronized boolean isReady(Instance heir) {
        Answer answer = answers.get(heir.id());
        boolean fresh =
                answer != null && System.nanoTime() - answer.nanos < (leaving ? FRESH_LEAVING_NANOS : FRESH_NANOS);
        if (!fresh && asking.add(heir.id())) {
            ask(heir);
        }
        // of one that leaves the last answer counts until there is another: its hand-over finds out
        return answer != null && answer.ready && (fresh || leaving);
    }

    private void ask(Instance heir) {
        try {
            threads.execute(() -> {
                boolean ready = carrier.isReady(heir, service);
                answered(heir.id(), ready);
                onAnswer.run();
            });
        } catch (RejectedExecutionException e) {
            asking.remove(heir.id()); // the process ends
        }
    }

    private synchronized void answered(String id, boolean ready) {
        answers.put(id, new Answer(ready, System.nanoTime()));
        asking.remove(id);
    }
}
