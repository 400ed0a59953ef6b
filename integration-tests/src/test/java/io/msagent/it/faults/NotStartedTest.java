package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.Paths;
import io.msagent.it.kit.proxy.Fault;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A provider answers that it has not started the body, and why: the call goes elsewhere, or fails at once. */
@Tag("once")
@ExtendWith(SharedCluster.class)
class NotStartedTest {
    /** Workers and queue of both providers of the cluster, and more than that. */
    private static final int MORE_THAN_FITS = 4 + 4;

    private static final List<Path> PROGRAM = List.of(Paths.TEST_CLASSES, Paths.API);

    private static void fill(FaultyCluster cluster, ProviderProcess provider) {
        String gate = cluster.gate();
        for (int i = 0; i < MORE_THAN_FITS; i++) {
            provider.direct("again", cluster.number(), gate);
        }
        await("a full queue")
                .atMost(Duration.ofMinutes(2))
                .until(() -> provider.direct("again", 1, gate)
                        .get()
                        .headers()
                        .firstValue("ms-reason")
                        .orElse("")
                        .equals("overloaded"));
    }

    @Both
    void overloaded(String method, FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        two.forEach(provider -> fill(cluster, provider));
        long n = cluster.number();
        cluster.caller().begin(method, n, "");
        two.forEach(provider -> await("a call refused by " + provider.pid())
                .atMost(Duration.ofMinutes(2))
                .until(() -> provider.proxy().reasons().contains("overloaded")));
        assertThat(cluster.ledger().ran(n)).isEmpty();
        cluster.openGates();

        assertThat(cluster.caller().end(n).exception()).isEmpty();
        assertThat(cluster.ledger().ran(n)).hasSize(1);
    }

    @Both
    void quiescing(String method, FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        ProviderProcess leaving = two.get(0);
        long running = cluster.number();
        leaving.direct("again", running, cluster.gate());
        cluster.ledger().awaitRan(running, 1);
        cluster.mirror().freeze();
        leaving.process().destroy();

        List<Long> numbers = callUntilRefused(cluster, method, leaving, "quiescing");

        assertThat(numbers).allSatisfy(n -> assertThat(cluster.ledger().ran(n)).hasSize(1));
        cluster.openGates();
        assertThat(leaving.process().onExit().join().isAlive()).isFalse();
        cluster.ledger().awaitLine(running, "ended");
    }

    @Both
    void unknownService(String method, FaultyCluster cluster) {
        refusedByAnother(cluster, method, "unknown-service", PROGRAM, "serve=again-short");
    }

    @Both
    void unknownMethod(String method, FaultyCluster cluster) {
        refusedByAnother(
                cluster, method, "unknown-method", PROGRAM, "serve=" + method, "serve.classes=kitchen.LedgerRenamed");
    }

    @Both
    void otherDigest(String method, FaultyCluster cluster, @TempDir Path folder) throws IOException {
        Path kitchen = Files.createDirectories(folder.resolve("kitchen"));
        for (String name : List.of("Ledger", "Puppet")) {
            Files.copy(Paths.TEST_CLASSES.resolve("kitchen/" + name + ".class"), kitchen.resolve(name + ".class"));
        }
        refusedByAnother(cluster, method, "other-digest", List.of(folder, Paths.API), "serve=" + method);
    }

    /** The registry says that this provider serves the method as the others do, which it does not. */
    private static void refusedByAnother(
            FaultyCluster cluster, String method, String reason, List<Path> classPath, String... settings) {
        long right = cluster.two().get(0).pid();
        ProviderProcess wrong = cluster.provider(classPath, settings);
        try {
            cluster.mirror()
                    .pretend(method, wrong.pid(), right, cluster.registry().token());
            List<Long> numbers = callUntilRefused(cluster, method, wrong, reason);
            assertThat(numbers)
                    .allSatisfy(
                            n -> assertThat(cluster.ledger().ran(n)).hasSize(1).doesNotContain(wrong.pid()));
        } finally {
            cluster.mirror().endPretence();
            cluster.remove(wrong);
        }
    }

    /** Calls again and again until the provider has refused one; all calls return. */
    private static List<Long> callUntilRefused(
            FaultyCluster cluster, String method, ProviderProcess provider, String reason) {
        List<Long> numbers = new ArrayList<>();
        await("a call refused: " + reason).atMost(Duration.ofMinutes(2)).until(() -> {
            long n = cluster.number();
            numbers.add(n);
            assertThat(cluster.caller().call(method, n, "").exception()).isEmpty();
            return provider.proxy().reasons().contains(reason);
        });
        return numbers;
    }

    /** What waits in a queue when its time is over is not started. */
    @Both
    void expired(String method, FaultyCluster cluster) throws Exception {
        List<ProviderProcess> two = cluster.two();
        ProviderProcess provider = two.get(0);
        String gate = cluster.gate();
        for (long i = 0, n = cluster.number(); i < 2; i++) {
            provider.direct("again", n + i, gate);
            cluster.ledger().awaitRan(n + i, 1);
        }
        long n = cluster.number();
        CompletableFuture<Optional<HttpResponse<String>>> answer = provider.direct(method, n, "", "ms-time-left", "200")
                .handle((response, gone) -> Optional.ofNullable(response));
        long sent = System.nanoTime();
        await("the end of its time").until(() -> System.nanoTime() - sent > 1_000_000_000L);
        cluster.openGates();
        // behind it in the queue, so that its turn has come and gone
        long next = cluster.number();
        assertThat(provider.direct("again", next, "").get().statusCode()).isEqualTo(200);

        assertThat(cluster.ledger().ran(n)).isEmpty();
        answer.get()
                .ifPresent(response ->
                        assertThat(response.headers().firstValue("ms-reason")).contains("expired"));
    }

    /** No other instance would take the token either. */
    @Both
    void unauthorised(String method, FaultyCluster cluster) {
        List<ProviderProcess> two = cluster.two();
        long n = cluster.number();
        cluster.script().next(Fault.SPOIL_TOKEN);
        Outcome outcome = cluster.caller().call(method, n, "");

        assertThat(outcome.exception()).as(outcome.text()).isEqualTo("CallRefusedException");
        assertThat(outcome.mayHaveRun()).isFalse();
        assertThat(outcome.text()).contains("unauthorised").contains("token");
        assertThat(two.stream().flatMap(p -> p.proxy().reasons().stream())).containsExactly("unauthorised");
        assertThat(cluster.ledger().ran(n)).isEmpty();
    }

    /** A caller of another cluster is not told apart by its token: it does not send it. */
    @Both
    void ofAnotherCluster(String method, FaultyCluster cluster) {
        String token = "a-token-of-another-cluster";
        ProviderProcess provider = cluster.two().get(0);
        cluster.mirror().pretend(method + "-short", provider.pid(), provider.pid(), token);
        PuppetProcess stranger = cluster.stranger(token);
        try {
            long n = cluster.number();
            Outcome outcome = stranger.call(method + "-short", n, "");
            assertThat(outcome.exception()).as(outcome.text()).isEqualTo("NoInstanceException");
            assertThat(outcome.mayHaveRun()).isFalse();
            assertThat(outcome.text()).contains("cluster token");
            assertThat(provider.proxy().requests())
                    .as("what was sent but greetings")
                    .isEmpty();
            assertThat(cluster.ledger().ran(n)).isEmpty();
        } finally {
            stranger.close();
            cluster.mirror().endPretence();
        }
    }
}
