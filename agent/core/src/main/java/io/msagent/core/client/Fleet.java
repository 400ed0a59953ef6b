package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.balance.Balancer;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.client.breaker.Breaker;
import io.msagent.core.registry.Instance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * The instances of one service as this caller sees them, and the choice among them: what has failed this call comes last,
 * what is ejected before it, but of all instances at most half count as ejected, because the rest could not carry the
 * load. Safe for use by any thread.
 */
final class Fleet {
    private final Balancer balancer;
    private final LongSupplier nanoTime;
    private final AtomicInteger notClosed = new AtomicInteger();
    private final ConcurrentMap<String, Candidate> candidates = new ConcurrentHashMap<>();
    private volatile Seen last = new Seen(List.of(), List.of());

    /** The same list of instances is asked for by call after call. */
    private record Seen(List<Instance> instances, List<Candidate> candidates) {}

    Fleet(Balancer balancer, LongSupplier nanoTime) {
        this.balancer = balancer;
        this.nanoTime = nanoTime;
    }

    /**
     * The instance to try next.
     *
     * @param usable not empty
     * @param tried ids of those that have failed this call: they come last
     */
    Candidate pick(List<Instance> usable, Set<String> tried, Deadline deadline) throws InterruptedException {
        List<Candidate> all = of(usable);
        List<Candidate> best = best(all, tried);
        while (true) {
            Candidate picked = balancer.pick(all, best, deadline);
            if (picked.breaker().admit() || best.size() == 1) {
                return picked;
            }
            // somebody else has just begun to try it
            best = best.stream().filter(c -> c != picked).toList();
        }
    }

    /** The registry has told something new. */
    void heard(Known known) {
        candidates.forEach((id, candidate) -> candidate.heard(known.mayBeCalled(id)));
    }

    /** One instance. */
    Candidate of(Instance instance) {
        Candidate known = candidates.get(instance.id());
        return known != null && known.instance() == instance ? known : tell(instance);
    }

    /** Ids of those ejected now, of the instances last chosen from. */
    List<String> ejected() {
        return notClosed.get() == 0
                ? List.of()
                : ejected(last.candidates()).stream()
                        .map(c -> c.instance().id())
                        .sorted()
                        .toList();
    }

    private List<Candidate> of(List<Instance> usable) {
        Seen seen = last;
        if (seen.instances() == usable) {
            return seen.candidates();
        }
        List<Candidate> now = usable.stream().map(this::of).toList();
        last = new Seen(usable, now);
        if (candidates.size() > 2 * usable.size() + 16) {
            forgetAllBut(usable.stream().map(Instance::id).collect(Collectors.toSet()));
        }
        return now;
    }

    private Candidate tell(Instance instance) {
        return candidates.compute(instance.id(), (id, known) -> {
            if (known != null && sameAddress(known.instance(), instance)) {
                known.tell(instance);
                return known;
            }
            if (known != null) {
                known.breaker().forget();
            }
            return new Candidate(instance, new Breaker(nanoTime, notClosed), nanoTime);
        });
    }

    private static boolean sameAddress(Instance one, Instance other) {
        return one.port() == other.port() && one.host().equals(other.host());
    }

    private void forgetAllBut(Set<String> ids) {
        candidates.forEach((id, candidate) -> {
            if (!ids.contains(id) && candidate.inFlight() == 0 && candidates.remove(id, candidate)) {
                candidate.breaker().forget();
            }
        });
    }

    private List<Candidate> best(List<Candidate> all, Set<String> tried) {
        boolean noneEjected = notClosed.get() == 0;
        if (noneEjected && tried.isEmpty() || all.size() == 1) {
            return all;
        }
        List<Candidate> untried =
                all.stream().filter(c -> !tried.contains(c.instance().id())).toList();
        List<Candidate> possible = untried.isEmpty() ? all : untried;
        if (noneEjected) {
            return possible;
        }
        Set<Candidate> ejected = ejected(all);
        List<Candidate> best =
                possible.stream().filter(c -> !ejected.contains(c)).toList();
        return best.isEmpty() ? possible : best;
    }

    /** Of more than half those that would be let in again last. */
    private static Set<Candidate> ejected(List<Candidate> all) {
        record Left(Candidate candidate, long nanos) {}
        List<Left> ejected = new ArrayList<>();
        for (Candidate candidate : all) {
            if (!candidate.breaker().passes()) {
                ejected.add(new Left(candidate, candidate.breaker().nanosLeft()));
            }
        }
        return ejected.stream()
                .sorted(Comparator.comparingLong(Left::nanos).reversed())
                .limit(all.size() / 2)
                .map(Left::candidate)
                .collect(Collectors.toSet());
    }
}
