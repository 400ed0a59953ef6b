package io.msagent.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.it.kit.proxy.Fault;
import io.msagent.it.kit.proxy.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;

/** No connection to an instance comes about: its body has certainly not started. */
@Tag("once")
@ExtendWith(SharedCluster.class)
class NotReachedTest {
    private static final int CALLS = 10;

    @Both
    void connectionRefused(String method, FaultyCluster cluster) {
        oneIsOut(cluster, method, FaultProxy::refuse);
        bothAreOut(cluster, method, FaultProxy::refuse);
    }

    @Both
    void connectTimeout(String method, FaultyCluster cluster) {
        oneIsOut(cluster, method, FaultProxy::fill);
        bothAreOut(cluster, method, FaultProxy::fill);
    }

    @Both
    void connectionLostWhileItIsSetUp(String method, FaultyCluster cluster) {
        oneIsOut(cluster, method, proxy -> proxy.always(Fault.CLOSE_ON_CONNECT));
        bothAreOut(cluster, method, proxy -> proxy.always(Fault.CLOSE_ON_CONNECT));
    }

    @Both
    void poolExhausted(String method, FaultyCluster cluster) {
        cluster.two();
        PuppetProcess caller = cluster.caller("client.connections=1", "connect.timeout=100ms");
        long holder = cluster.number();
        caller.begin("again", holder, cluster.gate());
        cluster.ledger().awaitRan(holder, 1);

        await().atMost(Duration.ofMinutes(2))
                .until(() -> isOutOfReach(cluster, caller, method + "-short").contains("client.connections"));

        long waiting = cluster.number();
        caller.begin(method, waiting, "");
        cluster.openGates();
        assertThat(caller.end(waiting).exception()).isEmpty();
        assertThat(cluster.ledger().ran(waiting)).hasSize(1);
        assertThat(caller.end(holder).exception()).isEmpty();
        caller.close();
    }

    /** Calls go to the next instance, and run once. */
    private static void oneIsOut(FaultyCluster cluster, String method, Consumer<FaultProxy> fault) {
        List<ProviderProcess> two = cluster.two();
        fault.accept(two.get(0).proxy());
        for (int i = 0; i < CALLS; i++) {
            long n = cluster.number();
            Outcome outcome = cluster.caller().call(method, n, "");
            assertThat(outcome.exception()).as(outcome.text()).isEmpty();
            assertThat(cluster.ledger().ran(n)).containsExactly(two.get(1).pid());
        }
    }

    /** Each is tried, and the exception says that nothing ran. */
    private static void bothAreOut(FaultyCluster cluster, String method, Consumer<FaultProxy> fault) {
        List<ProviderProcess> two = cluster.two();
        two.forEach(provider -> fault.accept(provider.proxy()));
        // a machine that stands still may leave a call time for one of them only
        await().atMost(Duration.ofMinutes(2)).until(() -> {
            String tried = isOutOfReach(cluster, cluster.caller(), method + "-short");
            return two.stream()
                    .allMatch(p -> tried.contains("127.0.0.1:" + p.proxy().port()));
        });
    }

    /** What the exception says. */
    private static String isOutOfReach(FaultyCluster cluster, PuppetProcess caller, String method) {
        long n = cluster.number();
        Outcome outcome = caller.call(method, n, "");
        assertThat(outcome.exception()).isIn("NoInstanceException", "DeadlineExceededException");
        assertThat(outcome.mayHaveRun()).as(outcome.text()).isFalse();
        assertThat(cluster.ledger().ran(n)).isEmpty();
        return outcome.text();
    }
}
