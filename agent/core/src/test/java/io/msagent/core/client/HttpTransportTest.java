package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.CallId;
import io.msagent.core.call.Deadline;
import io.msagent.core.call.Outcome;
import io.msagent.core.client.CallerFixture.Background;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.client.Transport.Reply;
import io.msagent.core.client.breaker.Verdict;
import io.msagent.core.config.Settings;
import io.msagent.core.wire.Protocol;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How far an attempt came is a fact, over real sockets. */
class HttpTransportTest {
    private final HttpTransport transport = transport(Map.of());
    private final List<AutoCloseable> toClose = new ArrayList<>(List.of(transport));

    @Test
    void keepsItsConnection() {
        TestProvider provider = provider();
        for (int i = 0; i < 50; i++) {
            assertThat(answer(send(provider, i))).isEqualTo(Integer.toString(i + 1));
        }
        assertThat(provider.connections).hasValue(1);
    }

    @Test
    void connectionRefused_isUnreachable() {
        TestProvider provider = provider();
        provider.close();
        assertThat(send(provider, 1)).isInstanceOf(Reply.Unreachable.class);
    }

    @Test
    void unknownHost_isUnreachable() {
        assertThat(transport.send("no-such-host.invalid", 1, request(1), deadline()))
                .isInstanceOf(Reply.Unreachable.class);
    }

    @Test
    void cutAfterTheRequest_isLost() {
        assertThat(send(provider().script(Fault.CUT_BEFORE_BODY), 1)).isInstanceOf(Reply.Lost.class);
        assertThat(send(provider().script(Fault.HALF_ANSWER), 1)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void pooledConnectionsOfADeadProvider_areNotDelivered() {
        TestProvider provider = provider();
        fillPool(provider, 4);
        provider.close();
        assertThat(send(provider, 1)).isInstanceOf(Reply.Unreachable.class);
    }

    @Test
    void pooledConnectionsOfARestartedProvider_areReplaced() {
        TestProvider before = provider();
        fillPool(before, 4);
        before.close();
        TestProvider after = closed(new TestProvider("after", before.port()));
        for (int i = 0; i < 10; i++) {
            assertThat(answer(send(after, i))).isEqualTo(Integer.toString(i + 1));
        }
        assertThat(after.bodies).hasValue(10);
        assertThat(after.connections).hasValue(1);
    }

    @Test
    void allConnectionsInUse_isUnreachable() {
        HttpTransport narrow = transport(Map.of("client.connections", "1", "connect.timeout", "50ms"));
        toClose.add(narrow);
        TestProvider hanging = provider();
        hanging.always = Fault.HANG;
        Background<Reply> first =
                CallerFixture.background(() -> narrow.send("127.0.0.1", hanging.port(), request(1), deadline()));
        await().until(() -> hanging.bodies.get() == 1);
        Reply reply = narrow.send("127.0.0.1", hanging.port(), request(2), deadline());
        assertThat(reply).isInstanceOf(Reply.Unreachable.class);
        Throwable cause = ((Reply.Unreachable) reply).cause();
        assertThat(cause).hasMessageContaining("client.connections");
        assertThat(Verdicts.of(new Outcome.Unreachable(cause), false))
                .as("the instance is not to blame")
                .isEqualTo(Verdict.NOTHING);
        hanging.close();
        assertThat(first.result().join()).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void garbageAndTooLarge_areGarbled() {
        assertThat(send(provider().script(Fault.GARBAGE), 1)).isInstanceOf(Reply.Garbled.class);
        HttpTransport small = transport(Map.of("wire.max-bytes", "1024"));
        toClose.add(small);
        TestProvider large = closed(new TestProvider("large") {
            @Override
            String result(Received request) {
                return "1".repeat(2_000);
            }
        });
        assertThat(small.send("127.0.0.1", large.port(), request(1), deadline()))
                .isInstanceOf(Reply.Garbled.class);
        assertThat(answer(send(large, 1))).hasSize(2_000);
    }

    @Test
    void noAnswerBeforeTheDeadline_isLost() {
        TestProvider hanging = provider();
        assertThat(answer(send(hanging, 1))).isEqualTo("2");
        hanging.always = Fault.HANG;
        Deadline soon = Deadline.after(Duration.ofMillis(500));
        assertThat(transport.send("127.0.0.1", hanging.port(), request(1), soon))
                .isInstanceOf(Reply.Lost.class);
        assertThat(soon.passed()).isTrue();
    }

    @Test
    void providerThatDoesNotRead_cannotHoldALargeRequestPastTheDeadline() throws Exception {
        try (ServerSocket deaf = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            byte[] large = new byte[64 * 1024 * 1024];
            Reply reply = transport.send(
                    "127.0.0.1",
                    deaf.getLocalPort(),
                    new Transport.Request("/", Map.of(), large),
                    Deadline.after(Duration.ofSeconds(1)));
            // its last part was never written, and nobody starts a request that is not whole
            assertThat(reply).isInstanceOf(Reply.Unreachable.class);
        }
    }

    @Test
    void interruptWhileWaiting_endsItAndStays() {
        TestProvider hanging = provider().script(Fault.HANG);
        Background<Boolean> call = CallerFixture.background(() -> {
            assertThat(send(hanging, 1)).isInstanceOf(Reply.Lost.class);
            return Thread.currentThread().isInterrupted();
        });
        await().until(() -> hanging.bodies.get() == 1);
        call.thread().interrupt();
        assertThat(call.result().join()).isTrue();
    }

    @Test
    void interruptedBefore_sendsNothing() {
        TestProvider provider = provider();
        assertThat(answer(send(provider, 1))).isEqualTo("2");
        Background<Boolean> call = CallerFixture.background(() -> {
            Thread.currentThread().interrupt();
            assertThat(send(provider, 1)).isInstanceOf(Reply.Unreachable.class);
            return Thread.currentThread().isInterrupted();
        });
        assertThat(call.result().join()).isTrue();
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void largeRequestsAndAnswersPass() {
        TestProvider provider = provider();
        String text = "x".repeat(3_000_000);
        Transport.Request request = new Transport.Request(
                "/", Map.of(Protocol.CALL_ID, "c"), ("[\"" + text + "\"]").getBytes(StandardCharsets.UTF_8));
        assertThat(answer(transport.send("127.0.0.1", provider.port(), request, deadline())))
                .isEqualTo("3000000");
    }

    private static HttpTransport transport(Map<String, String> settings) {
        return new HttpTransport(ClientOptions.from(Settings.of(settings)));
    }

    private TestProvider provider() {
        return closed(new TestProvider("p"));
    }

    private TestProvider closed(TestProvider provider) {
        toClose.add(provider);
        return provider;
    }

    private Reply send(TestProvider provider, int number) {
        return transport.send("127.0.0.1", provider.port(), request(number), deadline());
    }

    private static Transport.Request request(int number) {
        return new Transport.Request(
                "/",
                Map.of(Protocol.CALL_ID, CallId.next().value()),
                ("[" + number + "]").getBytes(StandardCharsets.UTF_8));
    }

    private static Deadline deadline() {
        return Deadline.after(Duration.ofSeconds(20));
    }

    private static String answer(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return new String(((Reply.Answered) reply).body(), StandardCharsets.UTF_8);
    }

    /** Opens connections at the same time, so that they stand side by side in the pool. */
    private void fillPool(TestProvider provider, int connections) {
        provider.gate(connections);
        List<Background<Reply>> calls = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            calls.add(CallerFixture.background(() -> send(provider, 1)));
        }
        calls.forEach(call -> assertThat(answer(call.result().join())).isEqualTo("2"));
        assertThat(provider.connections).hasValue(connections);
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : toClose) {
            one.close();
        }
    }
}
