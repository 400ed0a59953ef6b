package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.partition.Partitions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Instances come and leave in good order, and partitions go with them, with what is in memory. */
@Execution(ExecutionMode.CONCURRENT)
class MovesTest {
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
    void thePartitionsFollowTheInstancesWithAllThatIsInMemory() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(partition ->
                assertThat(a.holdings.write(partition, "text " + partition)).isTrue());

        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        everythingIsInMemoryOf(a, b);

        Node c = town.join("c");
        eventually().until(() -> Town.shareAll(a, b, c));
        everythingIsInMemoryOf(a, b, c);
        eventually()
                .untilAsserted(() -> b.holdings.held().forEach(partition -> {
                    assertThat(a.holdings.others()).containsEntry(partition, b.id);
                    assertThat(c.holdings.others()).containsEntry(partition, b.id);
                }));

        assertThat(a.leave()).isEmpty();
        eventually().until(() -> Town.shareAll(b, c));
        everythingIsInMemoryOf(b, c);
        assertThat(b.leave()).isEmpty();
        eventually().until(() -> Town.shareAll(c));
        everythingIsInMemoryOf(c);
    }

    @Test
    void anOpenTransactionKeepsItsPartitionAndNoOther() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(a.holdings::begin);
        Node b = town.join("b");
        eventually().until(() -> a.holdings.held().size() < Town.ALL.size());
        Set<Integer> moving = new HashSet<>(Town.ALL);
        moving.removeAll(a.holdings.held());
        assertThat(b.holdings.held()).doesNotContainAnyElementsOf(moving);

        int first = moving.iterator().next();
        a.holdings.end(first);
        eventually().until(() -> b.holdings.held().contains(first));

        Town.ALL.forEach(a.holdings::end);
        eventually().until(() -> Town.shareAll(a, b));
    }

    @Test
    void whatNobodyTakesStaysAndIsServed() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(partition -> a.holdings.write(partition, "text " + partition));
        Node b = new Node(town, "b");
        b.deaf = true;
        town.nodes.put(b.id, b);
        b.join();
        try (b) {
            eventually().until(() -> b.refused.get() > 0);
            assertThat(a.holdings.held()).isEqualTo(Town.ALL);
            b.deaf = false;
            eventually().until(() -> Town.shareAll(a, b));
            everythingIsInMemoryOf(a, b);
        }
    }

    @Test
    void theLastOneSaysWhatIsLost() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        a.holdings.write(7, "precious");

        assertThat(a.leave())
                .singleElement()
                .asString()
                .startsWith("cart/7: what is in memory of 1 keys is lost: nobody was there to take it");

        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(b));
        assertThat(b.holdings.read(7)).isNull();
    }

    @Test
    void whoLeavesWaitsForAnHeirThatIsNotReadyYet() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        for (Node node : new Node[] {a, b}) {
            node.holdings.held().forEach(partition -> node.holdings.write(partition, "text " + partition));
        }
        b.deaf = true;
        CompletableFuture<List<String>> problems = CompletableFuture.supplyAsync(a::leave);
        eventually().until(() -> b.refused.get() > 2);
        assertThat(problems).isNotDone();
        b.deaf = false;

        assertThat(problems.join()).isEmpty();
        eventually().until(() -> Town.shareAll(b));
        everythingIsInMemoryOf(b);
    }

    @Test
    void whoLeavesAsksAgainWhenAnHeirRefuses() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        for (Node node : new Node[] {a, b}) {
            node.holdings.held().forEach(partition -> node.holdings.write(partition, "text " + partition));
        }
        b.fullHands = true; // it says that it would take something, and does not
        CompletableFuture<List<String>> problems = CompletableFuture.supplyAsync(a::leave);
        eventually().until(() -> b.refused.get() > 100);
        assertThat(problems).isNotDone();
        b.fullHands = false;

        assertThat(problems.join()).isEmpty();
        eventually().until(() -> Town.shareAll(b));
        everythingIsInMemoryOf(b);
    }

    @Test
    void anHeirThatIsToldToStopHandsOnWhatItWasBrought() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(partition -> a.holdings.write(partition, "text " + partition));
        a.losses.hold("releaseAll");
        Node b = town.join("b");
        eventually().until(() -> b.brought.get() > 0); // and it has none of the locks

        CompletableFuture<List<String>> problems = CompletableFuture.supplyAsync(b::leave);
        eventually().until(() -> !b.isReady());
        a.losses.goOn();

        assertThat(problems.join()).isEmpty();
        eventually().until(() -> Town.shareAll(a));
        everythingIsInMemoryOf(a);
    }

    @Test
    void whatCannotBeHandedOverIsGivenBackAndSaid() throws IOException {
        Node a = town.join("a");
        eventually().until(() -> Town.shareAll(a));
        Town.ALL.forEach(partition -> a.holdings.write(partition, "text " + partition));
        a.holdings.unwritable = 7;
        Node b = town.join("b");
        eventually().until(() -> Town.shareAll(a, b));
        List<String> problems = a.leave();
        eventually().until(() -> Town.shareAll(b));

        b.holdings.held().stream()
                .filter(partition -> partition != 7)
                .forEach(partition -> assertThat(b.holdings.read(partition)).isEqualTo("text " + partition));
        assertThat(b.holdings.read(7)).isNull();
        boolean moved = b.id.equals(Partitions.owner(Town.SERVICE, 7, List.of(a.id, b.id)));
        assertThat(problems)
                .hasSize(moved ? 0 : 1)
                .allMatch(problem -> problem.startsWith("cart/7: was not handed over"));
    }

    @Test
    void twoThatLeaveAtOnceHandOverToTheThird() throws IOException {
        Node a = town.join("a");
        Node b = town.join("b");
        Node c = town.join("c");
        eventually().until(() -> Town.shareAll(a, b, c));
        for (Node node : new Node[] {a, b, c}) {
            node.holdings.held().forEach(partition -> node.holdings.write(partition, "text " + partition));
        }

        CompletableFuture<?> other =
                CompletableFuture.runAsync(() -> assertThat(a.leave()).isEmpty());
        assertThat(b.leave()).isEmpty();
        other.join();

        eventually().until(() -> Town.shareAll(c));
        everythingIsInMemoryOf(c);
    }

    private static void everythingIsInMemoryOf(Node... nodes) {
        for (Node node : nodes) {
            node.holdings
                    .held()
                    .forEach(partition -> assertThat(node.holdings.read(partition))
                            .as("partition %s of %s", partition, node.id)
                            .isEqualTo("text " + partition));
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }
}
