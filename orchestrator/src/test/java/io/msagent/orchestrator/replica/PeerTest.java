package io.msagent.orchestrator.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import io.msagent.orchestrator.store.AdminTls;
import io.msagent.orchestrator.store.OrchestratorInfo;
import io.msagent.orchestrator.store.StateFolder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process in slot 2 whose admin address says that it cannot act, as one that hangs says nothing at all. */
class PeerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    /** The most that counts at once; six of them are longer than the longest silence, five are not. */
    private static final Duration STEP = Duration.ofSeconds(3);

    private static final int LOOKS = 6;

    private final CountDownLatch over = new CountDownLatch(1);
    private final AtomicInteger knocks = new AtomicInteger();
    private volatile int deafKnocks = Integer.MAX_VALUE;
    private StateFolder slot;
    private HttpServer admin;
    private Process process;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        slot = StateFolder.take(folder.resolve("state"), 2);
        process = new ProcessBuilder("sleep", "600").start();
        admin = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        admin.createContext("/", exchange -> {
            exchange.sendResponseHeaders(knocks.incrementAndGet() > deafKnocks ? 200 : 503, -1);
            exchange.close();
        });
        admin.start();
        slot.publish(new OrchestratorInfo(
                "http://127.0.0.1:1",
                "http://127.0.0.1:" + admin.getAddress().getPort(),
                "token",
                process.pid(),
                process.info().startInstant().orElseThrow().toString(),
                AdminTls.NONE));
    }

    @AfterEach
    void end() {
        over.countDown();
        process.destroyForcibly();
        admin.stop(0);
        slot.close();
    }

    @Test
    void aRegistryThatHangsHoldsNobodyUp() throws Exception {
        Peer peer = peer(info -> {
            awaitTheEnd();
            return true;
        });

        assertTimeoutPreemptively(PATIENCE, () -> look(peer, LOOKS));

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRegistryThatFailsHearsNothing() throws Exception {
        Peer peer = peer(info -> {
            throw new IllegalStateException("away");
        });

        look(peer, LOOKS);

        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void oneThatAnswersJustBeforeItIsKilledLives() {
        deafKnocks = LOOKS;
        Peer peer = peer(info -> false);

        look(peer, LOOKS);

        assertThat(knocks).hasValue(LOOKS + 1);
        deafKnocks = Integer.MAX_VALUE;
        look(peer, LOOKS - 1);
        assertThat(knocks).as("its silence is forgotten").hasValue(LOOKS + 1 + LOOKS - 1);
        assertThat(process.isAlive()).isTrue();
    }

    @Test
    void aStandstillOfTheMachineDoesNotCount() {
        Peer peer = peer(info -> false);

        peer.look(Duration.ofHours(1), true);
        look(peer, LOOKS - 2);

        assertThat(process.isAlive()).isTrue();
        assertThat(knocks).hasValue(LOOKS - 1);
    }

    private Peer peer(Predicate<OrchestratorInfo> beats) {
        return new Peer(slot.path(), 2, new Launcher("none", List.of(), Map.of()), beats);
    }

    private static void look(Peer peer, int times) {
        for (int i = 0; i < times; i++) {
            peer.look(STEP, true);
        }
    }

    private void awaitTheEnd() {
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
