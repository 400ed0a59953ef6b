package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallServerAsyncTest {
    private final AtomicReference<Future<?>> future = new AtomicReference<>();
    private final TestMethod later = TestMethod.async("later", arguments -> future.get());
    private final TestMethod laterOnce = TestMethod.asyncOnce("once", arguments -> future.get());
    private final TestMethod now = TestMethod.of("now", arguments -> arguments[0]);
    private final ServerFixture fixture = new ServerFixture(ServerFixture.options(1, 1, 5), later, laterOnce, now);

    @AfterEach
    void close() {
        fixture.close();
    }

    private void awaitBlocked(int count) {
        await().until(() -> fixture.server.load().blocked() == count);
    }

    @Test
    void aStageIsAwaitedWithoutAWorker() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        future.set(stage);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            answers.add(fixture.sendAsync(fixture.request("later", i)));
            awaitBlocked(i);
        }
        assertThat(fixture.call("now", 1).body()).isEqualTo("1");
        stage.complete("at last");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().body()).isEqualTo("\"at last\"");
        }
        awaitBlocked(0);
    }

    @Test
    void aStageThatIsCompleteAlready() throws Exception {
        future.set(CompletableFuture.completedFuture(7));
        assertThat(fixture.call("later", 1).body()).isEqualTo("7");
        awaitBlocked(0);
    }

    @Test
    void aPlainFutureIsAwaitedWithItsSlotLent() throws Exception {
        FutureTask<Integer> task = new FutureTask<>(() -> 8);
        future.set(task);
        CompletableFuture<HttpResponse<String>> answer = fixture.sendAsync(fixture.request("later", 1));
        awaitBlocked(1);
        assertThat(fixture.call("now", 1).body()).isEqualTo("1");
        task.run();
        assertThat(answer.get().body()).isEqualTo("8");
        awaitBlocked(0);
    }

    @Test
    void aFutureThatFailsGivesItsCause() throws Exception {
        CompletableFuture<Object> failed = new CompletableFuture<>();
        failed.completeExceptionally(new IOException("the cause"));
        FutureTask<Object> task = new FutureTask<>(() -> {
            throw new IOException("the cause");
        });
        task.run();
        for (Future<?> each : List.of(
                failed,
                failed.thenApply(x -> x),
                CompletableFuture.failedFuture(new CompletionException(new IOException("the cause"))),
                task)) {
            future.set(each);
            HttpResponse<String> answer = fixture.call("later", 1);
            assertThat(outcome(answer)).isEqualTo("500 threw");
            assertThat(answer.body()).contains("\"class\":\"java.io.IOException\"", "\"the cause\"");
        }
    }

    @Test
    void noFutureAtAll() throws Exception {
        future.set(null);
        HttpResponse<String> answer = fixture.call("later", 1);
        assertThat(outcome(answer)).isEqualTo("500 threw");
        assertThat(answer.body()).contains("NullPointerException", "com.acme.Test#later(int) returned null");
    }

    @Test
    void aCancelledFuture() throws Exception {
        CompletableFuture<Object> cancelled = new CompletableFuture<>();
        cancelled.cancel(false);
        future.set(cancelled);
        assertThat(fixture.call("later", 1).body()).contains("java.util.concurrent.CancellationException");
    }

    @Test
    void aFutureThatNeverCompletesFreesEverythingAtTheDeadline() {
        for (Future<?> never : List.of(new CompletableFuture<>(), new FutureTask<>(() -> 1))) {
            future.set(never);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(
                                () -> fixture.send(fixture.request("later", 1).header(Protocol.TIME_LEFT, "500")))
                        .isInstanceOf(IOException.class);
            }
            awaitBlocked(0);
        }
        assertThat(fixture.server.drain(Duration.ofSeconds(5))).isZero();
        assertThat(fixture.server.load().calls()).containsEntry("unanswered", 4L);
    }

    @Test
    void theRecordSaysWhatBecameOfAFutureThatNobodyWaitedFor() throws Exception {
        future.set(new CompletableFuture<>());
        CallId id = CallId.next();
        assertThatThrownBy(() -> fixture.send(fixture.request("once", 1)
                        .header(Protocol.CALL_ID, id.value())
                        .header(Protocol.TIME_LEFT, "500")))
                .isInstanceOf(IOException.class);
        HttpResponse<String> again = fixture.send(fixture.request("once", 1).header(Protocol.CALL_ID, id.value()));
        assertThat(again.body()).contains("io.msagent.DeadlineExceededException", "com.acme.Test#once(int)");
        assertThat(laterOnce.started()).isEqualTo(1);
    }

    @Test
    void futuresThatAreNotCompleteAreBoundedToo() throws Exception {
        CompletableFuture<Object> stage = new CompletableFuture<>();
        future.set(stage);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            answers.add(fixture.sendAsync(fixture.request("later", i)));
            awaitBlocked(i);
        }
        assertThat(outcome(fixture.call("now", 1))).isEqualTo("503 not-started overloaded");
        stage.complete("at last");
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(outcome(answer.get())).isEqualTo("200 returned");
        }
        assertThat(later.started()).isEqualTo(6);
    }
}
