package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.stateful.holding.Lease;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Whatever fails, no two own a partition at a time, and somebody owns it in the end. */
@Execution(ExecutionMode.CONCURRENT)
class FaultsTest {
    @TempDir
    Path folder;

    private Town town;

    @BeforeEach
    void found() throws IOException {
        town = new Town(folder);
    }

    @AfterEach
    void nobodyOwnedWhatAnotherDid() {
        town.close();
        assertThat(town.owners.violations()).isEmpty();
    }

    @Test
    void whatADeadOneHeldIsTakenAfterItsTime() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        List<Lease> ofTheDead =
                a.holdings.held().stream().map(a.holdings::lease).toList();

        a.crash();

        eventually().until(() -> ofTheDead.stream().noneMatch(Lease::isHeld));
        town.forget(a);
        eventually().until(() -> Town.shareAll(b));
    }

    @Test
    void whoIsCutOffOwnsNothingBeforeAnotherDoes() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        List<Lease> ofA = a.holdings.held().stream().map(a.holdings::lease).toList();

        a.line.cut();
        eventually().until(() -> a.holdings.held().isEmpty());
        assertThat(ofA).noneMatch(Lease::isHeld);

        a.line.mend();
        eventually().until(() -> Town.shareAll(a, b));
        assertThat(ofA).as("what was over stays over").noneMatch(Lease::isHeld);
    }

    @Test
    void afterTheRegistrysRestartEachHasItsOwnAgain() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        List<Lease> before = a.holdings.held().stream().map(a.holdings::lease).toList();

        town.restartRegistry();

        eventually().until(() -> before.stream().noneMatch(Lease::isHeld));
        eventually().until(() -> Town.shareAll(a, b));
    }

    @Test
    void whoComesRightAfterTheRegistrysRestartTakesNothingThatMayBeHeld() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        a.line.cut(); // it does not hear of what happens
        town.restartRegistry();

        Node b = town.join("b");

        eventually().until(() -> b.holdings.held().containsAll(Town.ALL));
        assertThat(a.holdings.held()).isEmpty();
    }

    @Test
    void aRegistryThatLostItsDataGivesOutHigherEpochs() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));

        town.loseData();

        eventually()
                .until(() -> a.holdings.held().isEmpty() && b.holdings.held().isEmpty());
        eventually().until(() -> Town.shareAll(a, b)); // the epochs are looked at in the end
    }

    @Test
    void answersThatAreLostDoNoHarm() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(partition -> a.holdings.write(partition, "text " + partition));
        a.losses.lose(20);
        Node b = new Node(town, "b");
        b.losses.lose(20);
        town.nodes.put(b.id, b);
        b.join();
        try (b) {
            eventually().until(() -> Town.shareAll(a, b));
            assertThat(a.losses.losses() + b.losses.losses()).isPositive();
            for (Node node : List.of(a, b)) {
                node.holdings
                        .held()
                        .forEach(partition ->
                                assertThat(node.holdings.read(partition)).isEqualTo("text " + partition));
            }
        }
    }

    @Test
    void whoseSessionEndsBeforeItsTimeIsGivenTimeToNotice() throws IOException {
        try (Town unsettled = new Town(folder.resolve("unsettled"), false)) {
            Node b = unsettled.join("b");
            eventually().until(() -> Town.shareAll(b)); // its session is old by now
            Node a = unsettled.join("a");
            eventually().until(() -> Town.shareAll(a, b));
            a.line.cut(); // it does not hear of what happens

            unsettled.endSession(a);
            unsettled.forget(a);

            eventually().until(() -> Town.shareAll(b));
            assertThat(a.holdings.held()).isEmpty();
            assertThat(unsettled.owners.violations()).isEmpty();
        }
    }

    @Test
    void whoComesRightAfterTheRegistryLostItsDataTakesNothingThatMayBeHeld() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        a.line.cut();
        town.loseData();

        Node b = town.join("b");

        eventually().until(() -> b.holdings.held().containsAll(Town.ALL));
        assertThat(a.holdings.held()).isEmpty();
    }

    @Test
    void aLeaseThatIsEndedByWhatItGuardsIsTakenAgainUnderAHigherEpoch() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Lease before = a.holdings.lease(5);

        before.end("the store knows a higher epoch");

        assertThat(before.isHeld()).isFalse();
        eventually().until(() -> a.holdings.lease(5) != before && Town.shareAll(a));
        assertThat(a.holdings.lease(5).epoch()).isGreaterThan(before.epoch());
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(3)).pollInterval(Duration.ofMillis(20));
    }
}
