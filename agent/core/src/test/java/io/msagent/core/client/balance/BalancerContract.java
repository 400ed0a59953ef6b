package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.breaker.Breaker;
import io.msagent.core.client.breaker.Verdict;
import io.msagent.core.registry.Instance;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every strategy must do, on a clock of its own. */
abstract class BalancerContract {
    static final Deadline DEADLINE = Deadline.after(Duration.ofHours(1));

    final AtomicLong nanos = new AtomicLong(-5);
    final Candidate a = candidate("a");
    final Candidate b = candidate("b");
    final Candidate c = candidate("c");
    final List<Candidate> all = List.of(a, b, c);
    final Balancer balancer = balancer();

    abstract Balancer balancer();

    @Test
    void theOnlyOneIsTaken_howeverBusyOrNew() throws Exception {
        busy(a, 1_000);
        for (int i = 0; i < 10; i++) {
            assertThat(pick(List.of(a))).isSameAs(a);
        }
    }

    @Test
    void nothingIsTakenThatIsNotOffered() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(balancer.pick(all, List.of(b, c), DEADLINE)).isIn(b, c);
            assertThat(balancer.pick(all, List.of(b), DEADLINE)).isSameAs(b);
            assertThat(balancer.pick(List.of(a, b), List.of(a, b), DEADLINE)).isIn(a, b);
        }
    }

    @Test
    void anInstanceThatIsGoneIsNotMissed() throws Exception {
        Candidate first = pick(all);
        List<Candidate> rest = without(first);
        for (int i = 0; i < 100; i++) {
            assertThat(pick(rest)).isIn(rest);
        }
    }

    @Test
    void manyThreadsAtOnceGetWhatIsOffered() throws Exception {
        Map<Candidate, AtomicInteger> taken = new ConcurrentHashMap<>();
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(t -> new Thread(() -> {
                    for (int i = 0; i < 500; i++) {
                        taken.computeIfAbsent(pickUnchecked(all), k -> new AtomicInteger())
                                .incrementAndGet();
                    }
                }))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(all).containsAll(taken.keySet());
        assertThat(taken.values().stream().mapToInt(AtomicInteger::get).sum()).isEqualTo(4_000);
    }

    Candidate pick(List<Candidate> offered) throws InterruptedException {
        return balancer.pick(offered, offered, DEADLINE);
    }

    private Candidate pickUnchecked(List<Candidate> offered) {
        try {
            return pick(offered);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** How often each is taken in so many picks, each of which ends at once. */
    Map<Candidate, Integer> shares(List<Candidate> offered, int picks) throws InterruptedException {
        Map<Candidate, Integer> shares = new HashMap<>();
        offered.forEach(one -> shares.put(one, 0));
        for (int i = 0; i < picks; i++) {
            shares.merge(pick(offered), 1, Integer::sum);
        }
        return shares;
    }

    List<Candidate> without(Candidate one) {
        List<Candidate> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }

    Candidate candidate(String id) {
        return new Candidate(
                new Instance(id, "s", "127.0.0.1", 1, Map.of(), Instance.Status.PASSING, ""),
                new Breaker(nanos::get, new AtomicInteger()),
                nanos::get);
    }

    void busy(Candidate candidate, int calls) {
        for (int i = 0; i < calls; i++) {
            candidate.begin();
        }
    }

    /** Has an attempt answered with this load. */
    void says(Candidate candidate, String load) {
        candidate.begin();
        candidate.end(Verdict.WELL, load);
    }

    void warmUp() {
        nanos.addAndGet(Candidate.SLOW_START.toNanos());
    }
}
