package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.wire.Protocol;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallServerRepeatTest {
    private final CountDownLatch gate = new CountDownLatch(1);
    private final TestMethod once = TestMethod.once("once", arguments -> {
        gate.await();
        if (arguments[0].equals("throw")) {
            throw new IOException("thrown once");
        }
        if (arguments[0].equals("unwritable")) {
            throw new Unwritable();
        }
        return arguments[0];
    });
    private final TestMethod blocker = TestMethod.of("block", arguments -> {
        gate.await();
        return 0;
    });
    private final ServerFixture fixture = new ServerFixture(ServerFixture.options(1, 1, 0), once, blocker);
    private final CallId id = CallId.next();

    @AfterEach
    void close() {
        gate.countDown();
        fixture.close();
    }

    private static final class Unwritable extends Exception {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }
    }

    private HttpRequest.Builder request(Object argument) {
        return fixture.request("once", argument).header(Protocol.CALL_ID, id.value());
    }

    @Test
    void aRepeatedIdGetsTheRecordedAnswer() throws Exception {
        gate.countDown();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = fixture.send(request("value"));
            assertThat(outcome(answer)).isEqualTo("200 returned");
            assertThat(answer.headers().firstValue("content-type")).contains("application/json");
            assertThat(answer.body()).isEqualTo("\"value\"");
        }
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aRepeatedIdGetsTheRecordedException() throws Exception {
        gate.countDown();
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = fixture.send(request("throw"));
            assertThat(outcome(answer)).isEqualTo("500 threw");
            assertThat(answer.body()).contains("thrown once");
        }
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void repeatedArrivalsWaitForTheRunningBodyAndHoldNoWorker() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            answers.add(fixture.sendAsync(request("value")));
        }
        await().until(() -> once.started() == 1);
        assertThat(fixture.server.load().queued()).isZero();
        gate.countDown();
        for (CompletableFuture<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().body()).isEqualTo("\"value\"");
        }
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aRepeatedArrivalIsCutAtItsDeadlineAndTheBodyGoesOn() throws Exception {
        CompletableFuture<HttpResponse<String>> first = fixture.sendAsync(request("value"));
        await().until(() -> once.started() == 1);
        assertThatThrownBy(() -> fixture.send(request("value").header(Protocol.TIME_LEFT, "100")))
                .isInstanceOf(IOException.class);
        assertThat(fixture.server.load().calls()).containsEntry("unanswered", 1L);
        gate.countDown();
        assertThat(first.get().body()).isEqualTo("\"value\"");
    }

    @Test
    void aCallThatWasNotStartedLeavesItsIdFree() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("block", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<HttpResponse<String>> queued = fixture.sendAsync(fixture.request("block", 1));
        await().until(() -> fixture.server.load().queued() == 1);
        assertThat(outcome(fixture.send(request("value")))).isEqualTo("503 not-started overloaded");
        gate.countDown();
        running.get();
        queued.get();
        assertThat(outcome(fixture.send(request("value").header(Protocol.TIME_LEFT, "0"))))
                .isEqualTo("503 not-started expired");
        assertThat(outcome(fixture.send(request("value").POST(BodyPublishers.ofString("nonsense")))))
                .isEqualTo("400 not-started bad-request");
        assertThat(outcome(fixture.send(request("value")))).isEqualTo("200 returned");
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void whoWaitsForACallThatIsNotStartedTakesItsPlace() throws Exception {
        CompletableFuture<HttpResponse<String>> running = fixture.sendAsync(fixture.request("block", 1));
        await().until(() -> fixture.server.load().running() == 1);
        CompletableFuture<HttpResponse<String>> unreadable =
                fixture.sendAsync(request("value").POST(BodyPublishers.ofString("nonsense")));
        await().until(() -> fixture.server.load().queued() == 1);
        List<CompletableFuture<HttpResponse<String>>> waiting =
                List.of(fixture.sendAsync(request("value")), fixture.sendAsync(request("value")));
        gate.countDown();
        running.get();
        assertThat(outcome(unreadable.get())).isEqualTo("400 not-started bad-request");
        for (CompletableFuture<HttpResponse<String>> answer : waiting) {
            assertThat(answer.get().body()).isEqualTo("\"value\"");
        }
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aDrainingServerAnswersRepeatedIdsBecauseTheirBodyHasRun() throws Exception {
        gate.countDown();
        fixture.send(request("value"));
        assertThat(fixture.server.drain(Duration.ofSeconds(5))).isZero();
        assertThat(outcome(fixture.send(request("value")))).isEqualTo("200 returned");
        assertThat(outcome(fixture.call("once", "new"))).isEqualTo("503 not-started quiescing");
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aRepeatedCallThatNeverArrivedIsStartedOnceAndTheLateOriginalFindsIt() throws Exception {
        gate.countDown();
        String known = fixture.known().repeat();
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> answer = fixture.send(request("value").header(Protocol.REPEAT, known));
            assertThat(outcome(answer)).isEqualTo("200 returned");
        }
        assertThat(outcome(fixture.send(request("value")))).isEqualTo("200 returned");
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void aRepeatedCallWhoseFirstAttemptAnotherProcessGotIsNotStarted() throws Exception {
        gate.countDown();
        String other = "f".repeat(32) + " 0";
        HttpResponse<String> answer = fixture.send(request("value").header(Protocol.REPEAT, other));
        assertThat(outcome(answer)).isEqualTo("410 unknown");
        assertThat(answer.body()).contains("no record of that call");
        assertThat(once.started()).isZero();
    }

    @Test
    void aDrainingServerSaysOfARepeatedCallThatNeverArrivedThatItIsNotStarted() throws Exception {
        String known = fixture.known().repeat();
        assertThat(fixture.server.drain(Duration.ofSeconds(5))).isZero();
        assertThat(outcome(fixture.send(request("value").header(Protocol.REPEAT, known))))
                .isEqualTo("503 not-started quiescing");
        assertThat(outcome(fixture.send(request("value").header(Protocol.REPEAT, "f".repeat(32) + " 0"))))
                .isEqualTo("410 unknown");
        assertThat(once.started()).isZero();
    }

    @Test
    void aRepeatThatCannotBeReadIsRefused() throws Exception {
        assertThat(outcome(fixture.send(request("value").header(Protocol.REPEAT, "yes"))))
                .isEqualTo("400 not-started bad-request");
        assertThat(once.started()).isZero();
    }

    @Test
    void whatTheCallersCodeCallsNotIdempotentDoesNotRunAgain() throws Exception {
        gate.countDown();
        String known = fixture.known().repeat();
        HttpResponse<String> lost = fixture.send(
                fixture.request("block", 1).header(Protocol.CALL_ID, id.value()).header(Protocol.ONCE, "true"));
        assertThat(lost.headers().firstValue(Protocol.MARK)).isPresent();
        HttpResponse<String> again = fixture.send(fixture.request("block", 1)
                .header(Protocol.CALL_ID, id.value())
                .header(Protocol.ONCE, "true")
                .header(Protocol.REPEAT, known));
        assertThat(outcome(again)).isEqualTo("200 returned");
        assertThat(blocker.started()).isEqualTo(1);
        assertThat(outcome(fixture.send(fixture.request("block", 1).header(Protocol.ONCE, "yes"))))
                .isEqualTo("400 not-started bad-request");
    }

    @Test
    void whatEndedWithoutAnAnswerIsUnknownToWhoAsksAgain() throws Exception {
        gate.countDown();
        assertThatThrownBy(() -> fixture.send(request("unwritable"))).isInstanceOf(IOException.class);
        assertThat(outcome(fixture.send(request("unwritable")))).isEqualTo("410 unknown");
        assertThat(once.started()).isEqualTo(1);
    }

    @Test
    void idempotentMethodsRunAgain() throws Exception {
        gate.countDown();
        for (int i = 0; i < 2; i++) {
            fixture.send(fixture.request("block", 1).header(Protocol.CALL_ID, id.value()));
        }
        assertThat(blocker.started()).isEqualTo(2);
    }
}
