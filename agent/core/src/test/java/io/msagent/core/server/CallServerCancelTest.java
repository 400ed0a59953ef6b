package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.wire.Protocol;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller that has given up: what waits never starts, what runs is interrupted if it may be. */
class CallServerCancelTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestMethod once = TestMethod.once("once", arguments -> "ran");
    private final TestMethod gated = TestMethod.once("gated", arguments -> {
        gate.await();
        return "through";
    });
    private final TestMethod interruptible = TestMethod.interruptible("interruptible", arguments -> {
        gate.await();
        return "through";
    });
    private final TestMethod flag =
            TestMethod.of("flag", arguments -> Thread.currentThread().isInterrupted());
    private final CompletableFuture<Object> detached = new CompletableFuture<>();
    private final FutureTask<Object> task = new FutureTask<>(() -> "never");
    private final TestMethod stage = TestMethod.interruptibleAsync("stage", arguments -> detached);
    private final TestMethod future = TestMethod.interruptibleAsync("future", arguments -> task);
    private final ServerFixture fixture =
            new ServerFixture(ServerFixture.options(1, 1, 1), once, gated, interruptible, flag, stage, future);
    private final CallId id = CallId.next();

    @AfterEach
    void close() {
        gate.countDown();
        fixture.close();
    }

    private HttpRequest.Builder request(String method) {
        return fixture.request(method, 1).header(Protocol.CALL_ID, id.value());
    }

    @Test
    void whatWaitsNeverStartsAndItsPlaceIsFree() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("gated", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<HttpResponse<String>> waiting = fixture.sendAsync(request("once"));
        await().until(() -> fixture.server.load().queued() == 1);

        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"not-started\"}");
        assertThat(outcome(waiting.get())).isEqualTo("409 not-started cancelled");
        assertThat(fixture.server.load().queued()).isZero();
        // an arrival that is still on its way does not start it either
        assertThat(outcome(fixture.send(request("once")))).isEqualTo("409 not-started cancelled");
        gate.countDown();
        assertThat(outcome(running.get())).isEqualTo("200 returned");
        assertThat(outcome(fixture.send(request("once")))).isEqualTo("409 not-started cancelled");
        assertThat(once.started()).isZero();
    }

    @Test
    void aBodyIsInterruptedAndTheNextOneOnItsThreadIsNot() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(request("interruptible"));
        await().until(() -> interruptible.started() == 1);
        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"interrupted\"}");
        assertThat(running.get().body()).contains("InterruptedException");
        for (int i = 0; i < 20; i++) {
            assertThat(fixture.call("flag", 1).body()).isEqualTo("false");
        }
    }

    @Test
    void aBodyThatIsNotInterruptibleRunsOn() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(request("gated"));
        await().until(() -> gated.started() == 1);
        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"running\"}");
        gate.countDown();
        assertThat(running.get().body()).isEqualTo("\"through\"");
    }

    @Test
    void theFutureOfABodyIsCancelled() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = fixture.sendAsync(request("stage"));
        await().until(() -> fixture.server.load().blocked() == 1);
        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"interrupted\"}");
        assertThat(outcome(answer.get())).isEqualTo("500 threw");
        assertThat(detached).isCancelled();
    }

    @Test
    void aPlainFutureIsCancelledToo() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = fixture.sendAsync(request("future"));
        await().until(() -> fixture.server.load().blocked() == 1);
        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"interrupted\"}");
        assertThat(outcome(answer.get())).isEqualTo("500 threw");
        assertThat(task).isCancelled();
    }

    @Test
    void whatHasEndedOrNeverCameIsNotHere() throws Exception {
        assertThat(fixture.cancel(id).body()).isEqualTo("{\"state\":\"not-here\"}");
        assertThat(outcome(fixture.send(request("once")))).isEqualTo("200 returned");
        await().until(() -> fixture.cancel(id).body().equals("{\"state\":\"not-here\"}"));
        assertThat(outcome(fixture.send(request("once")))).isEqualTo("200 returned");
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void theTokenAndAnIdAreNeeded() throws Exception {
        HttpRequest.Builder stranger = HttpRequest.newBuilder(fixture.uri(Protocol.CANCEL_PATH + id))
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(outcome(fixture.send(stranger))).isEqualTo("401 not-started unauthorised");
        HttpRequest.Builder noId = HttpRequest.newBuilder(fixture.uri(Protocol.CANCEL_PATH + "all"))
                .header("authorization", ServerFixture.TOKEN.header())
                .POST(HttpRequest.BodyPublishers.noBody());
        assertThat(outcome(fixture.send(noId))).isEqualTo("404 not-started bad-request");
    }
}
