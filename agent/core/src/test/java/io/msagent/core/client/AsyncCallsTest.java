package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.CallRefusedException;
import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.wire.Protocol;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Methods whose result is a future. */
class AsyncCallsTest extends CallerFixture {
    private final TestCallee callee = new TestCallee().async();

    @Test
    void returnsAtOnceAndCompletesLater() throws Exception {
        TestProvider a = provider("a");
        a.gate(2);
        CompletableFuture<Object> first = future(1);
        await().until(() -> a.received.size() == 1);
        assertThat(first).isNotDone();
        CompletableFuture<Object> second = future(2);
        assertThat(first.get()).isEqualTo(2);
        assertThat(second.get()).isEqualTo(3);
    }

    @Test
    void manyAtOnceAllComplete() throws Exception {
        provider("a");
        List<CompletableFuture<Object>> futures = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            futures.add(future(i));
        }
        for (int i = 0; i < 1_000; i++) {
            assertThat(futures.get(i).get()).isEqualTo(i + 1);
        }
        assertThat(row().remote()).isEqualTo(1_000);
    }

    @Test
    void failsWithWhatTheBodyThrew() throws Exception {
        provider("a").script(Fault.THROW);
        CompletableFuture<Object> future = future(1);
        assertThatThrownBy(future::get).hasCauseInstanceOf(AppException.class);
    }

    @Test
    void argumentsThatCannotTravelFailTheFuture() throws Exception {
        @SuppressWarnings("unchecked")
        CompletableFuture<Object> future = (CompletableFuture<Object>) call(callee, new Object())[0];
        assertThatThrownBy(future::get).hasCauseInstanceOf(CallRefusedException.class);
        assertThat(row().failed()).isEqualTo(1);
    }

    @Test
    void nobodyServes_followsTheFutureOfTheBodyHere() throws Exception {
        assertThat(future(1).get()).isEqualTo(2);
        assertThat(callee.ranHere).hasValue(1);
        assertThat(row().local()).isEqualTo(1);
    }

    @Test
    void followsPlainFuturesAndNull() throws Throwable {
        AsyncResult result = new AsyncResult();
        FutureTask<Integer> plain = new FutureTask<>(() -> 7);
        plain.run();
        result.follow(plain);
        assertThat(result.get()).isEqualTo(7);
        AsyncResult nothing = new AsyncResult();
        nothing.follow(null);
        assertThat(nothing.get()).isNull();
    }

    @Test
    void inheritsTheCallItIsMadeIn() throws Exception {
        TestProvider a = provider("a");
        CallContext outer = new CallContext(CallId.next(), Deadline.after(Duration.ofSeconds(5)), 2);
        try (CallContext.Scope unused = outer.open()) {
            assertThat(future(1).get()).isEqualTo(2);
        }
        assertThat(a.received.get(0).headers()).containsEntry(Protocol.DEPTH, "3");
    }

    @Test
    void whoWaitsForItLendsTheWorkerSlot() throws Exception {
        TestProvider a = provider("a");
        a.gate(2);
        CompletableFuture<Object> first = future(1);
        CompletableFuture<Object> derived = first.thenApply(n -> n + "!");
        List<String> said = new ArrayList<>();
        Background<Object> worker = background(() -> {
            WorkerSlot.setCurrent(new WorkerSlot() {
                @Override
                public void lend() {
                    said.add("lend");
                    try {
                        future(2);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                }

                @Override
                public void takeBack() {
                    said.add("take back");
                }
            });
            return derived.join();
        });
        assertThat(worker.result().get()).isEqualTo("2!");
        assertThat(said).containsExactly("lend", "take back");
    }

    @Test
    void cancellingGivesTheCallUp() throws Exception {
        TestProvider hanging = provider("hanging");
        hanging.always = Fault.HANG;
        CompletableFuture<Object> future = future(1);
        await().until(() -> hanging.bodies.get() == 1);
        future.cancel(true);
        assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        await().until(() -> row().failed() == 1);
    }

    @Test
    void closingEndsWhatIsUnderWay_andRefusesMore() throws Exception {
        TestProvider hanging = provider("hanging");
        hanging.always = Fault.HANG;
        CompletableFuture<Object> future = future(1);
        await().until(() -> hanging.bodies.get() == 1);
        caller.close();
        await().until(future::isCompletedExceptionally);
        assertThatThrownBy(() -> future(2).get()).hasCauseInstanceOf(CallRefusedException.class);
    }

    @Test
    void usesDaemonThreadsOnly() throws Exception {
        provider("a");
        future(1).get();
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(t -> t.getName().startsWith("ms-agent-"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @SuppressWarnings("unchecked")
    private CompletableFuture<Object> future(int number) throws Exception {
        return (CompletableFuture<Object>) call(callee, number)[0];
    }
}
