package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.client.MayRunHere;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class CallsUnderWayTest {
    private final CallsUnderWay calls = new CallsUnderWay(Duration.ofHours(1));

    @Test
    void nothingUnderWay_waitsForNothing() throws Throwable {
        assertThat(calls.run(false, () -> new Object[] {1})).containsExactly(1);
        assertThatThrownBy(() -> calls.run(false, () -> {
                    throw new IllegalStateException("thrown");
                }))
                .hasMessage("thrown");
        assertThat(calls.run(false, () -> null)).isNull();
        calls.await();
    }

    @Test
    void waitsForTheCallThatRunsAndNotForLaterOnes() throws Throwable {
        CompletableFuture<Object[]> answer = new CompletableFuture<>();
        CompletableFuture<Object[]> call = background(answer);
        Thread exit = new Thread(calls::await);
        exit.start();
        await().until(() -> exit.getState() == Thread.State.TIMED_WAITING);
        CompletableFuture<Object[]> never = new CompletableFuture<>();
        background(never);
        assertThat(exit.isAlive()).isTrue();
        answer.complete(new Object[] {2});
        assertThat(call.join()).containsExactly(2);
        exit.join();
        never.complete(new Object[] {3});
    }

    @Test
    void aFutureIsUnderWayUntilItIsComplete() throws Throwable {
        CompletableFuture<Object> future = new CompletableFuture<>();
        assertThat(calls.run(true, () -> new Object[] {future})).containsExactly(future);
        Thread exit = new Thread(calls::await);
        exit.start();
        await().until(() -> exit.getState() == Thread.State.TIMED_WAITING);
        future.completeExceptionally(new IllegalStateException());
        exit.join();
    }

    @Test
    void aBodyThatRunsHereIsNotWaitedFor() throws Throwable {
        class Undecided extends CompletableFuture<Object> implements MayRunHere {
            final CompletableFuture<Object> decided = new CompletableFuture<>();

            @Override
            public CompletableFuture<Object> runsHere() {
                return decided;
            }
        }
        Undecided future = new Undecided();
        calls.run(true, () -> new Object[] {future});
        Thread exit = new Thread(calls::await);
        exit.start();
        await().until(() -> exit.getState() == Thread.State.TIMED_WAITING);
        future.decided.complete(null);
        exit.join();
        assertThat(future).isNotDone();
    }

    @Test
    void waitsNoLongerThanItMay() throws Throwable {
        CallsUnderWay impatient = new CallsUnderWay(Duration.ofMillis(20));
        assertThat(impatient.run(true, () -> new Object[] {new CompletableFuture<>()}))
                .hasSize(1);
        impatient.await();
    }

    private CompletableFuture<Object[]> background(CompletableFuture<Object[]> answer) {
        CompletableFuture<Object[]> call = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                call.complete(calls.run(false, answer::join));
            } catch (Throwable e) {
                call.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        await().until(() -> thread.getState() == Thread.State.WAITING);
        return call;
    }
}
