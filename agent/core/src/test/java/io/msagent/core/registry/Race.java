package io.msagent.core.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;

/** Lets several threads try the same thing at the same moment. */
final class Race {
    private final int runners;

    Race(int runners) {
        this.runners = runners;
    }

    /** Numbers of the runners whose attempt succeeded. */
    List<Integer> run(IntPredicate attempt) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(runners);
        try {
            CyclicBarrier start = new CyclicBarrier(runners);
            List<Future<Boolean>> outcomes = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                int runner = i;
                outcomes.add(threads.submit(() -> {
                    start.await(30, TimeUnit.SECONDS);
                    return attempt.test(runner);
                }));
            }
            List<Integer> winners = new ArrayList<>();
            for (int i = 0; i < runners; i++) {
                if (outcomes.get(i).get(60, TimeUnit.SECONDS)) {
                    winners.add(i);
                }
            }
            return winners;
        } finally {
            threads.shutdownNow();
        }
    }
}
