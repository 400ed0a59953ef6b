package io.msagent.orchestrator.control;

import io.msagent.orchestrator.model.ServiceState;
import java.util.HashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** Callers that wait for an instance; however many they are, one start answers them all. Safe for use by any thread. */
final class Waiters {
    private static final int MOST = 1_000;

    private final Queue<Waiter> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    private record Waiter(String service, String digest, CompletableFuture<Provided> answer) {}

    /** Waits until something is known, at most so long. */
    CompletableFuture<Provided> add(String service, String digest, long millis) {
        CompletableFuture<Provided> answer = new CompletableFuture<>();
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            answer.complete(
                    new Provided.Unavailable(MOST + " callers wait already (expected: fewer; ask again later)"));
            return answer;
        }
        Waiter waiter = new Waiter(service, digest, answer);
        waiting.add(waiter);
        CompletableFuture<Provided> unused = answer.whenComplete((result, failure) -> {
            waiting.remove(waiter);
            count.decrementAndGet();
        });
        return answer.completeOnTimeout(
                new Provided.TimedOut("no instance of " + service + " (digest " + digest + ") served within " + millis
                        + " ms; its start goes on"),
                millis,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Answers those for whom an instance serves, or for whom none can come.
     *
     * @return services that have nothing running, and somebody who waits
     */
    Set<String> settle(Map<String, ServiceState> services) {
        Set<String> atRest = new HashSet<>();
        for (Waiter waiter : waiting) {
            ServiceState service = services.get(waiter.service());
            if (service != null) {
                settle(waiter, service);
                if (service.desired() == 0
                        && !service.demanded()
                        && !waiter.answer().isDone()) {
                    atRest.add(service.name());
                }
            }
        }
        return atRest;
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Tells those who wait for this code of the service that it will not come. */
    void fail(String service, String digest, String detail) {
        answer(
                waiter -> waiter.service().equals(service) && waiter.digest().equals(digest),
                new Provided.Failed(detail));
    }

    /** Tells everybody that nothing will come from here. */
    void failAll(String detail) {
        answer(waiter -> true, new Provided.Unavailable(detail));
    }

    private static void settle(Waiter waiter, ServiceState service) {
        long serving = service.instances().stream()
                .filter(instance -> instance.serves(waiter.digest()))
                .count();
        if (serving > 0) {
            waiter.answer().complete(new Provided.Serving((int) serving));
        } else if (service.refused() != null) {
            waiter.answer().complete(new Provided.Failed("its launch is refused: " + service.refused()));
        } else if (service.policy().max() == 0) {
            waiter.answer().complete(new Provided.Failed("the desired number of its instances is 0"));
        }
    }

    private void answer(Predicate<Waiter> whom, Provided answer) {
        waiting.stream().filter(whom).forEach(waiter -> waiter.answer().complete(answer));
    }
}
