package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() {
        gate.countDown();
        threads.shutdownNow();
    }

    private static int depth(Lanes lanes, int lane, int levels) {
        if (levels == 0) {
            return 0;
        }
        CompletableFuture<Integer> deeper = new CompletableFuture<>();
        lanes.execute(lane, () -> deeper.complete(depth(lanes, lane + 1, levels - 1)));
        return 1 + deeper.join();
    }

    @Test
    void aRecursionIsNotBoundByTheWidthOfALane() {
        assertThat(depth(new Lanes(threads, 2, 1_000, 10), 0, 600)).isEqualTo(600);
    }

    @Test
    void whatATaskStartsItselfIsALaneFurther() {
        Lanes lanes = new Lanes(threads, 1, 1_000, 10);
        CompletableFuture<String> outer = new CompletableFuture<>();
        lanes.execute(0, () -> {
            CompletableFuture<String> inner = new CompletableFuture<>();
            lanes.execute(0, () -> inner.complete("done"));
            outer.complete(inner.join());
        });
        assertThat(outer.join()).isEqualTo("done");
    }

    @Test
    void ofALaneSoManyRunAndSoManyWaitAndTheRestIsRefused() {
        Lanes lanes = new Lanes(threads, 2, 1_000, 3);
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < 5; i++) {
            lanes.execute(1, () -> pass(begun));
        }
        assertThatThrownBy(() -> lanes.execute(1, () -> {})).isInstanceOf(RejectedExecutionException.class);
        lanes.execute(2, () -> pass(begun));
        await().until(() -> begun.get() == 3);
        gate.countDown();
        await().until(() -> begun.get() == 5 + 1);
    }

    @Test
    void ofAllLanesSoManyRunAndTheRestIsRefused() {
        Lanes lanes = new Lanes(threads, 2, 3, 10);
        AtomicInteger begun = new AtomicInteger();
        lanes.execute(0, () -> pass(begun));
        lanes.execute(0, () -> pass(begun));
        lanes.execute(0, () -> pass(begun));
        lanes.execute(1, () -> pass(begun));
        assertThatThrownBy(() -> lanes.execute(2, () -> {}))
                .isInstanceOf(RejectedExecutionException.class)
                .hasMessageContaining("3 asynchronous calls, nested in one another, are running");
        await().until(() -> begun.get() == 3);
        gate.countDown();
        await().until(() -> begun.get() == 4);
        await().untilAsserted(() -> lanes.execute(2, () -> pass(begun)));
        await().until(() -> begun.get() == 5);
    }

    @Test
    void aTasksInterruptIsNotTheNextOnes() {
        Lanes lanes = new Lanes(threads, 1, 1_000, 10);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        lanes.execute(0, () -> {
            pass(new AtomicInteger());
            Thread.currentThread().interrupt();
        });
        lanes.execute(0, () -> interrupted.complete(Thread.currentThread().isInterrupted()));
        gate.countDown();
        assertThat(interrupted.join()).isFalse();
    }

    @Test
    void closedItReturnsWhatHasNotBegun() {
        Lanes lanes = new Lanes(threads, 1, 1_000, 10);
        Runnable waiting = () -> {};
        lanes.execute(0, () -> pass(new AtomicInteger()));
        lanes.execute(0, waiting);
        assertThat(lanes.close()).containsExactly(waiting);
        assertThatThrownBy(() -> lanes.execute(0, waiting)).isInstanceOf(RejectedExecutionException.class);
    }

    private void pass(AtomicInteger begun) {
        begun.incrementAndGet();
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
