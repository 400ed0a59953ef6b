package io.msagent.core.client;

import static io.msagent.core.client.TestOrchestrator.HANGS;
import static io.msagent.core.registry.Instance.Status.CRITICAL;
import static io.msagent.core.registry.Instance.Status.PASSING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.CallerFixture.Background;
import io.msagent.core.client.Provision.Answer;
import io.msagent.core.config.Settings;
import io.msagent.core.launch.Launch;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.TlsMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Of several orchestrators some are dead, hang, or cannot act: a call that needs an instance gets by. */
class SeveralOrchestratorsTest {
    private static final Duration LONG = Duration.ofMinutes(2);

    private final FakeRegistry registry = new FakeRegistry();
    private final HttpTransport transport = new HttpTransport(ClientOptions.from(Settings.of(Map.of())));
    private final OrchestratorProvision provision = new OrchestratorProvision(
            registry,
            CallerFixture.TOKEN,
            new TlsMatch(false),
            transport,
            method -> new Launch(List.of("java", "-jar", "app.jar"), "/work", Map.of(), List.of("com.acme.Adder")),
            method -> "d1");
    private final List<TestOrchestrator> all = new ArrayList<>();
    private final TestCallee local = new TestCallee();
    private final TestCallee remote = new TestCallee().noFallback();

    @AfterEach
    void end() {
        all.forEach(TestOrchestrator::close);
        transport.close();
        registry.close();
    }

    @Test
    void oneThatCannotActIsPassedBy() throws Exception {
        TestOrchestrator a = registered("a", 503);
        TestOrchestrator b = registered("b", 200);
        assertThat(provide(local)).isInstanceOf(Answer.Provided.class);
        assertThat(a.asked).hasValueLessThanOrEqualTo(1);
        assertThat(b.asked).hasValue(1);
    }

    @Test
    void oneThatIsDeadIsPassedBy() throws Exception {
        registered("a", 200).close();
        registered("b", 200);
        registered("c", 200).close();
        assertThat(provide(local)).isInstanceOf(Answer.Provided.class);
    }

    @Test
    void oneThatHangsIsPassedBy() throws Exception {
        registered("a", HANGS);
        registered("b", 503).first(503);
        TestOrchestrator c = registered("c", 200);
        assertThat(provide(remote)).isInstanceOf(Answer.Provided.class);
        assertThat(c.asked).hasPositiveValue();
    }

    @Test
    void whileAllAreDeadACallThatCannotRunHereWaitsForTheNext() throws Exception {
        registered("a", 200).close();
        registered("b", 200).close();
        Background<Answer> asking = CallerFixture.background(() -> provide(remote));
        int before = registry.lookUps.get();
        await().atMost(LONG).until(() -> registry.lookUps.get() > before + 2);
        assertThat(asking.result()).isNotDone();
        registered("c", 200);
        assertThat(asking.result().get()).isInstanceOf(Answer.Provided.class);
    }

    @Test
    void whileAllAreCriticalItWaitsToo() throws Exception {
        TestOrchestrator a = new TestOrchestrator("a", 200);
        all.add(a);
        registry.add(a.instance(CRITICAL));
        Background<Answer> asking = CallerFixture.background(() -> provide(remote));
        await().atMost(LONG).until(() -> registry.lookUps.get() > 2);
        assertThat(a.asked).hasValue(0);
        registry.add(a.instance(PASSING));
        assertThat(asking.result().get()).isInstanceOf(Answer.Provided.class);
    }

    /** Nobody can say how long an orchestrator is down, so a body that can run here waits for the same ones only once. */
    @Test
    void oneThatCanRunHereWaitsForAWhileAndOnlyOnce() throws Exception {
        registered("a", 503);
        registered("b", 200).close();
        assertThat(provide(local)).isInstanceOf(Answer.Nobody.class);
        int waited = registry.lookUps.get();
        assertThat(waited).isGreaterThanOrEqualTo(OrchestratorProvision.LEAST_ROUNDS);
        assertThat(provide(local)).isInstanceOf(Answer.Nobody.class);
        assertThat(registry.lookUps).hasValue(waited + 1);

        // somebody else is there: what was in vain says nothing of it
        registered("c", 503);
        assertThat(provide(local)).isInstanceOf(Answer.Nobody.class);
        assertThat(registry.lookUps).hasValueGreaterThanOrEqualTo(waited + 1 + OrchestratorProvision.LEAST_ROUNDS);
    }

    @Test
    void whereNoneIsRegisteredNobodyIsWaitedFor() throws Exception {
        Instance stranger =
                new Instance("s", OrchestratorProvision.ORCHESTRATORS, "127.0.0.1", 1, Map.of(), PASSING, "");
        registry.add(stranger);
        Answer.Nobody nobody = (Answer.Nobody) provide(remote);
        assertThat(nobody.why()).contains("no orchestrator is registered");
        assertThat(registry.lookUps).hasValue(1);
    }

    /** The registry moves from one of them to another: it is away, and then they register again. */
    @Test
    void whereThereWasOneTheNextIsWaitedFor() throws Exception {
        registered("a", 200);
        assertThat(provide(remote)).isInstanceOf(Answer.Provided.class);
        registry.away(true);
        registry.remove("a");
        int before = registry.lookUps.get();
        Background<Answer> asking = CallerFixture.background(() -> provide(remote));
        await().atMost(LONG).until(() -> registry.lookUps.get() > before);
        registry.away(false);
        int away = registry.lookUps.get();
        await().atMost(LONG).until(() -> registry.lookUps.get() > away);
        registered("b", 200);
        assertThat(asking.result().get()).isInstanceOf(Answer.Provided.class);
    }

    @Test
    void whereThereWasOneABodyThatCanRunHereWaitsForAWhileAndOnlyOnce() throws Exception {
        registered("a", 200);
        assertThat(provide(local)).isInstanceOf(Answer.Provided.class);
        registry.remove("a");
        int before = registry.lookUps.get();
        assertThat(provide(local)).isInstanceOf(Answer.Nobody.class);
        int waited = registry.lookUps.get();
        assertThat(waited - before).isGreaterThanOrEqualTo(OrchestratorProvision.LEAST_ROUNDS);
        assertThat(provide(local)).isInstanceOf(Answer.Nobody.class);
        assertThat(registry.lookUps).hasValue(waited + 1);
    }

    @Test
    void oneThatWorksOnItIsAskedAgain() throws Exception {
        TestOrchestrator a = registered("a", 200).first(504).first(504);
        assertThat(provide(remote)).isInstanceOf(Answer.Provided.class);
        assertThat(a.asked).hasValue(3);
    }

    private TestOrchestrator registered(String id, int status) {
        TestOrchestrator one = new TestOrchestrator(id, status);
        all.add(one);
        registry.add(one.instance(PASSING));
        return one;
    }

    private Answer provide(TestCallee callee) throws InterruptedException {
        return provision.provide(callee.method(), Deadline.after(LONG));
    }
}
