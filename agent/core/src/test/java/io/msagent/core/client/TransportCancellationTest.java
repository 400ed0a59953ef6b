package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.TestProvider.Fault;
import io.msagent.core.config.Settings;
import io.msagent.core.wire.Protocol;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Another thread gives an attempt up. */
class TransportCancellationTest {
    private final HttpTransport transport = new HttpTransport(ClientOptions.from(Settings.of(Map.of())));
    private final TestProvider provider = new TestProvider("one");
    private final Cancellation cancellation = new Cancellation();

    @AfterEach
    void close() {
        transport.close();
        provider.close();
    }

    @Test
    void anAttemptUnderWayEndsAtOnce_andTheThreadIsNotInterrupted() {
        provider.always = Fault.HANG;
        CallerFixture.Background<Transport.Reply> attempt = CallerFixture.background(() -> {
            Transport.Reply reply = send();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return reply;
        });
        await().until(() -> provider.bodies.get() == 1);
        cancellation.cancel();
        assertThat(attempt.result().join()).isInstanceOf(Transport.Reply.Lost.class);
        assertThat(provider.received).hasSize(1);
    }

    @Test
    void oneThatHasNotBegunIsNotMade() {
        cancellation.cancel();
        assertThat(send()).isInstanceOf(Transport.Reply.Unreachable.class);
        assertThat(provider.received).isEmpty();
    }

    @Test
    void oneThatIsOverKeepsItsConnectionForOthers() {
        assertThat(send()).isInstanceOf(Transport.Reply.Answered.class);
        cancellation.cancel();
        assertThat(transport.send("127.0.0.1", provider.port(), request(Cancellation.NEVER), far()))
                .isInstanceOf(Transport.Reply.Answered.class);
        assertThat(provider.connections).hasValue(1);
    }

    private Transport.Reply send() {
        return transport.send("127.0.0.1", provider.port(), request(cancellation), far());
    }

    private static Deadline far() {
        return Deadline.after(Duration.ofMinutes(10));
    }

    private static Transport.Request request(Cancellation cancellation) {
        return new Transport.Request(
                "/", Map.of(Protocol.CALL_ID, "1"), "[1]".getBytes(StandardCharsets.UTF_8), null, cancellation);
    }
}
