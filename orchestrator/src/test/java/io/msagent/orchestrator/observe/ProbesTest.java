package io.msagent.orchestrator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.token.ClusterToken;
import io.msagent.orchestrator.model.Sighting.Probe;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final Duration WINDOW = Duration.ofSeconds(30);

    @Test
    void theOrderHoldsWhileItChanges() throws Exception {
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            targets.add(target(1, i));
        }
        AtomicBoolean ends = new AtomicBoolean();
        Thread others = new Thread(() -> {
            for (int i = 0; !ends.get(); i++) {
                Target target = targets.get(i % targets.size());
                target.urgent = !target.urgent;
                target.dueNanos = (i * 7_919L) % 2_000;
            }
        });
        others.start();
        try {
            for (int i = 0; i < 100; i++) {
                assertThat(Probes.due(targets, 10_000, 20)).hasSize(20);
            }
        } finally {
            ends.set(true);
            others.join();
        }
    }

    @Test
    void urgentOnesAndThenTheLatestComeFirst() {
        Target late = target(1, 0);
        Target urgent = target(1, 5);
        Target later = target(1, 8);
        Target notYet = target(1, 11);
        late.urgent = false;
        later.urgent = false;
        assertThat(Probes.due(List.of(notYet, later, late, urgent), 10, 2)).containsExactly(urgent, late);
    }

    @Test
    void whoDoesNotAnswerIsToldFromWhoIsNotReached() throws Exception {
        try (Questions questions = questions();
                ServerSocket hung = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Target silent = target(hung.getLocalPort(), 0);
            asked(questions, silent);
            assertThat(silent.probe()).isEqualTo(Probe.SILENT);
            assertThat(silent.reached()).isTrue();
            int port = hung.getLocalPort();
            hung.close();
            Target gone = target(port, 0);
            asked(questions, gone);
            assertThat(gone.probe()).isEqualTo(Probe.SILENT);
            assertThat(gone.reached()).isFalse();
        }
    }

    private static void asked(Questions questions, Target target) {
        questions.ask(target);
        await().atMost(Duration.ofMinutes(1)).until(() -> !target.asking && target.probe() != Probe.UNASKED);
    }

    private static Questions questions() {
        return new Questions(ClusterToken.of("0123456789abcdef"), null, new SteadyClock(), () -> {});
    }

    private static Target target(int port, long dueNanos) {
        return new Target("s", URI.create("http://127.0.0.1:" + port + "/ms/v1/health"), WINDOW, dueNanos);
    }
}
