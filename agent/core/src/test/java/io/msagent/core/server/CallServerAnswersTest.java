package io.msagent.core.server;

import static io.msagent.core.server.ServerFixture.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.CallContext;
import io.msagent.core.call.CallId;
import io.msagent.core.call.WorkerSlot;
import io.msagent.core.log.Log;
import io.msagent.core.wire.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallServerAnswersTest {
    private final AtomicReference<TestMethod.Body> body = new AtomicReference<>(arguments -> arguments[0]);
    private final TestMethod method =
            TestMethod.of("act", arguments -> body.get().run(arguments));
    private final TestMethod two = TestMethod.overload("two", "(I)V", arguments -> "int");
    private final TestMethod twoToo = TestMethod.overload("two", "([Ljava/lang/String;)V", arguments -> "strings");
    private final ServerFixture fixture = ServerFixture.with(method, two, twoToo);

    @AfterEach
    void close() {
        fixture.close();
        Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
    }

    @Test
    void aBodyThatReturns() throws Exception {
        HttpResponse<String> answer = fixture.call("act(int)", 42);
        assertThat(outcome(answer)).isEqualTo("200 returned");
        assertThat(answer.body()).isEqualTo("42");
        assertThat(answer.headers().firstValue("content-type")).contains("application/json");
        assertThat(answer.headers().map()).doesNotContainKeys("server", "date", "x-powered-by");
        assertThat(method.started()).isEqualTo(1);
    }

    @Test
    void everyAnswerSaysTheLoad() throws Exception {
        assertThat(fixture.call("act(int)", 42).headers().firstValue(Protocol.LOAD))
                .hasValueSatisfying(load -> assertThat(load).matches("1/[1-9]\\d*"));
        assertThat(fixture.call("missing", 42).headers().firstValue(Protocol.LOAD))
                .hasValueSatisfying(load -> assertThat(load).matches("[01]/[1-9]\\d*"));
    }

    @Test
    void aMethodByNameAloneAndAnEncodedSignature() throws Exception {
        assertThat(fixture.call("act", 1).body()).isEqualTo("1");
        assertThat(fixture.call("two%28java.lang.String%5b%5d%29", 1).body()).isEqualTo("\"strings\"");
        assertThat(fixture.call("two(int)", 1).body()).isEqualTo("\"int\"");
    }

    @Test
    void aNameWithOverloadsIsRefusedWithItsOverloads() throws Exception {
        HttpResponse<String> answer = fixture.call("two", 1);
        assertThat(outcome(answer)).isEqualTo("404 not-started unknown-method");
        assertThat(answer.body()).contains("two(int), two(java.lang.String[])");
    }

    @Test
    void aBodyThatThrows() throws Exception {
        for (Throwable thrown : List.of(
                new IllegalStateException("so it is"),
                new IOException("so it is"),
                new StackOverflowError("so it is"),
                new OutOfMemoryError("so it is"),
                new ThreadDeath() {
                    @Override
                    public String getMessage() {
                        return "so it is";
                    }
                },
                new InterruptedException("so it is"),
                new CompletionException("so it is", new IOException("not unwrapped")))) {
            body.set(arguments -> {
                throw thrown;
            });
            HttpResponse<String> answer = fixture.call("act", 1);
            assertThat(outcome(answer)).isEqualTo("500 threw");
            assertThat(answer.body())
                    .contains("\"class\":\"" + thrown.getClass().getName() + "\"")
                    .contains("\"so it is\"");
        }
        assertThat(method.started()).isEqualTo(7);
        assertThat(fixture.server.load().calls()).containsEntry("threw", 7L);
    }

    @Test
    void aBodyThatRecursesForEverIsItsOwnFailure() throws Exception {
        body.set(arguments -> endless(1));
        assertThat(fixture.call("act", 1).body()).contains("java.lang.StackOverflowError");
        body.set(arguments -> "well");
        assertThat(fixture.call("act", 1).body()).isEqualTo("\"well\"");
    }

    @SuppressWarnings("InfiniteRecursion") // what the test is about
    private static int endless(int n) {
        return endless(n + 1) + 1;
    }

    @Test
    void aResultThatCannotTravel() throws Exception {
        body.set(arguments -> Thread.currentThread());
        HttpResponse<String> answer = fixture.call("act", 1);
        assertThat(outcome(answer)).isEqualTo("500 threw");
        assertThat(answer.body())
                .contains("io.msagent.ProtocolException", "com.acme.Test#act(int)", "result.thread", "wire.allow");
    }

    @Test
    void noReceiver() throws Exception {
        body.set(arguments -> {
            throw new NoReceiverException("2 objects of com.acme.Test (expected: one)");
        });
        HttpResponse<String> answer = fixture.call("act", 1);
        assertThat(outcome(answer)).isEqualTo("409 not-started no-receiver");
        assertThat(answer.body()).contains("2 objects of com.acme.Test");
    }

    @Test
    void refusalsBeforeTheBody() throws Exception {
        assertThat(outcome(fixture.send(HttpRequest.newBuilder(fixture.uri("/ms/v1/call/other/act"))
                        .header("authorization", ServerFixture.TOKEN.header())
                        .POST(BodyPublishers.ofString("[1]")))))
                .isEqualTo("404 not-started unknown-service");
        assertThat(outcome(fixture.call("absent(int)", 1))).isEqualTo("404 not-started unknown-method");
        HttpResponse<String> digest = fixture.send(fixture.request("act", 1).header(Protocol.DIGEST, "other"));
        assertThat(outcome(digest)).isEqualTo("409 not-started other-digest");
        assertThat(digest.body()).contains("other", ServerFixture.DIGEST);
        assertThat(outcome(fixture.send(fixture.request("act", 1).header(Protocol.TIME_LEFT, "0"))))
                .isEqualTo("503 not-started expired");
        HttpResponse<String> unreadable =
                fixture.send(fixture.request("act").POST(BodyPublishers.ofString("{nonsense")));
        assertThat(outcome(unreadable)).isEqualTo("400 not-started bad-request");
        assertThat(unreadable.body())
                .contains("\"reason\":\"bad-request\"", "arguments: no JSON array")
                .doesNotContain("\tat ", "Exception");
        assertThat(method.started()).isZero();
        assertThat(fixture.server.load().calls())
                .containsEntry("unknown-service", 1L)
                .containsEntry("unknown-method", 1L)
                .containsEntry("other-digest", 1L)
                .containsEntry("expired", 1L)
                .containsEntry("bad-request", 1L);
    }

    @Test
    void theSameDigestIsTaken() throws Exception {
        assertThat(outcome(fixture.send(fixture.request("act", 1).header(Protocol.DIGEST, ServerFixture.DIGEST))))
                .isEqualTo("200 returned");
    }

    @ParameterizedTest
    @CsvSource({
        "ms-call-id, me, a lower-case UUID",
        "ms-call-id, 0190A1B2-C3D4-7E5F-8A9B-0C1D2E3F4A5B, a lower-case UUID",
        "ms-time-left, soon, a whole number of milliseconds",
        "ms-time-left, -1, a whole number of milliseconds",
        "ms-time-left, 9999999999999999999999, a whole number of milliseconds",
        "ms-depth, deep, 0 to 1000000",
        "ms-depth, 1000001, 0 to 1000000",
        "ms-receiver, reference, value"
    })
    void aHeaderThatCannotBeUnderstood(String name, String value, String expected) throws Exception {
        HttpResponse<String> answer = fixture.send(fixture.request("act", 1).header(name, value));
        assertThat(outcome(answer)).isEqualTo("400 not-started bad-request");
        assertThat(answer.body()).contains("header " + name + ": " + value + " (expected: " + expected);
        assertThat(method.started()).isZero();
    }

    @Test
    void aHeaderGivenTwice() throws Exception {
        HttpResponse<String> answer = fixture.send(
                fixture.request("act", 1).header(Protocol.DEPTH, "1").header(Protocol.DEPTH, "2"));
        assertThat(outcome(answer)).isEqualTo("400 not-started bad-request");
        assertThat(answer.body()).contains("ms-depth: 1, 2 (expected: one value)");
    }

    @Test
    void anotherTokenOrNone() throws Exception {
        for (String header : List.of("Bearer wrong", "Basic abc", ServerFixture.TOKEN.secret())) {
            HttpResponse<String> answer = fixture.send(fixture.request("act", 1).setHeader("authorization", header));
            assertThat(outcome(answer)).isEqualTo("401 not-started unauthorised");
            assertThat(answer.body()).doesNotContain(ServerFixture.TOKEN.secret());
        }
        HttpResponse<String> health = fixture.send(HttpRequest.newBuilder(fixture.uri(Protocol.HEALTH_PATH)));
        assertThat(outcome(health)).isEqualTo("401 not-started unauthorised");
        assertThat(method.started()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /ms/v1/call/test/act, 405",
        "GET, /ms/v1/call/test/act, 405",
        "POST, /ms/v1/health, 405",
        "GET, /, 404",
        "POST, /ms/v1/call/test, 404",
        "POST, /ms/v1/call/test/, 404",
        "POST, /ms/v1/call//act, 404",
        "POST, /ms/v1/call/test/act/more, 404",
        "POST, /ms/v1/call/test/act%252, 400",
        "POST, /ms/v1/call/test/%ff, 400"
    })
    void wrongMethodOrPath(String httpMethod, String path, int status) throws Exception {
        HttpResponse<String> answer = fixture.send(HttpRequest.newBuilder(fixture.uri(path))
                .header("authorization", ServerFixture.TOKEN.header())
                .method(httpMethod, BodyPublishers.noBody()));
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue(Protocol.OUTCOME)).contains("not-started");
        assertThat(answer.headers().firstValue(Protocol.REASON)).isPresent();
        assertThat(answer.body()).startsWith("{\"reason\":").contains("\"detail\":");
        assertThat(method.started()).isZero();
    }

    @Test
    void whatABodyFindsAroundIt() throws Exception {
        CallId id = CallId.next();
        body.set(arguments -> {
            CallContext context = CallContext.current();
            Thread thread = Thread.currentThread();
            boolean ours = thread.getContextClassLoader() == TestMethod.class.getClassLoader()
                    && WorkerSlot.current() != null
                    && thread.isDaemon()
                    && thread.getName().startsWith("ms-agent-worker-")
                    && context.deadline().millisLeft() <= 20_000;
            thread.setContextClassLoader(null);
            thread.interrupt();
            return ours + " " + context.id() + " " + context.depth();
        });
        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = fixture.send(fixture.request("act", 1)
                    .header(Protocol.CALL_ID, id.value())
                    .header(Protocol.TIME_LEFT, "20000")
                    .header(Protocol.DEPTH, "7"));
            assertThat(answer.body()).isEqualTo("\"true " + id + " 7\"");
        }
    }

    @Test
    void aReceiverThatTravels() throws Exception {
        body.set(arguments -> arguments.length);
        assertThat(fixture.send(fixture.request("act", "the receiver", 1, 2).header(Protocol.RECEIVER, "value"))
                        .body())
                .isEqualTo("2");
    }

    @Test
    void aServiceCanBeReplaced() throws Exception {
        fixture.server.serve(new ServedService("test", "new", List.of(TestMethod.of("act", arguments -> "replaced"))));
        assertThat(fixture.call("act", 1).body()).isEqualTo("\"replaced\"");
    }

    @Test
    void aPortThatIsTaken() {
        ServerOptions taken =
                new ServerOptions("127.0.0.1", fixture.server.port(), 1, 0, 0, 100, Duration.ofSeconds(1));
        assertThatThrownBy(() -> CallServer.start(taken, ServerFixture.TOKEN, new UnboundedCallRecord()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("127.0.0.1:" + fixture.server.port())
                .hasMessageContaining("serve.port");
    }

    @Test
    void anAddressBeyondLoopbackIsSaidInTheLog() {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        Log.configure(Log.Level.WARN, Log.Format.TEXT, new PrintStream(log, true, StandardCharsets.UTF_8));
        ServerOptions open = new ServerOptions("0.0.0.0", 0, 1, 0, 0, 100, Duration.ofSeconds(1));
        CallServer.start(open, ServerFixture.TOKEN, new UnboundedCallRecord()).close();
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("serve.host: 0.0.0.0", "clear text")
                .hasLineCount(1);
    }

    @Test
    void aHostThatIsNone() {
        ServerOptions nowhere = new ServerOptions("no such host", 0, 1, 0, 0, 100, Duration.ofSeconds(1));
        assertThatThrownBy(() -> CallServer.start(nowhere, ServerFixture.TOKEN, new UnboundedCallRecord()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("serve.host: no such host");
    }
}
