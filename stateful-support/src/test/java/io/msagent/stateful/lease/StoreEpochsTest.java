package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.server.ServedService;
import io.msagent.stateful.holding.Lease;
import io.msagent.stateful.local.LocalLeases;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of durable services the store is told of each epoch before anything is served. */
class StoreEpochsTest {
    @TempDir
    Path folder;

    private final EpochStore store = new EpochStore();

    @Test
    void nothingIsServedBeforeTheStoreKnowsAnEpochHigherThanAllBefore() throws IOException {
        long far = System.currentTimeMillis() + Duration.ofDays(365).toMillis(); // the registry has lost its data
        Town.ALL.forEach(partition -> store.epochs.put(partition, far + partition));
        store.away = true;
        try (Town town = new Town(folder);
                Node a = new Node(town, "a")) {
            a.store = store;
            a.join();
            eventually().until(() -> town.ownerInRegistry(5).equals(a.id));
            assertThat(a.holdings.held()).isEmpty();

            store.away = false;
            eventually().until(() -> Town.shareAll(a));

            for (int partition : Town.ALL) {
                assertThat(a.holdings.lease(partition).epoch())
                        .isGreaterThan(far + partition)
                        .isEqualTo(store.epochs.get(partition));
            }
            assertThat(town.owners.violations()).isEmpty();
        }
    }

    @Test
    void whatWasNeverServedIsGivenBackAllTheSame() throws IOException {
        store.away = true;
        try (Town town = new Town(folder);
                Node a = new Node(town, "a")) {
            a.store = store;
            a.join();
            eventually().until(() -> town.ownerInRegistry(5).equals(a.id));
            assertThat(a.leave()).isEmpty();

            Node b = town.join("b");
            eventually().until(() -> Town.shareAll(b));
        }
    }

    @Test
    void whoIsAloneOwnsEverythingAtOnce() {
        Owners owners = new Owners();
        RecordedHoldings holdings = new RecordedHoldings("alone", owners);
        store.epochs.put(9, Long.MAX_VALUE / 2);
        LocalLeases alone = new LocalLeases();

        alone.serve(new ServedService(Town.SERVICE, "digest", List.of()), "alone", holdings, store);

        assertThat(holdings.held()).isEqualTo(Town.ALL);
        assertThat(holdings.lease(9).epoch()).isGreaterThan(Long.MAX_VALUE / 2);
        assertThat(owners.violations()).isEmpty();
    }

    @Test
    void twoThatAreAloneWithOneStoreFenceEachOther() {
        RecordedHoldings ofFirst = new RecordedHoldings("first", new Owners());
        RecordedHoldings ofSecond = new RecordedHoldings("second", new Owners());
        ServedService service = new ServedService(Town.SERVICE, "digest", List.of());
        try (LocalLeases first = new LocalLeases();
                LocalLeases second = new LocalLeases()) {
            first.serve(service, "first", ofFirst, store);
            Lease before = ofFirst.lease(9);
            second.serve(service, "second", ofSecond, store);
            assertThat(ofSecond.lease(9).epoch()).isGreaterThan(before.epoch()).isEqualTo(store.epochs.get(9));

            before.end("the store knows a higher epoch");

            eventually().until(() -> ofFirst.lease(9) != null && ofFirst.lease(9) != before);
            assertThat(ofFirst.lease(9).epoch())
                    .isGreaterThan(ofSecond.lease(9).epoch())
                    .isEqualTo(store.epochs.get(9));
        }
    }

    @Test
    void whoIsAloneWaitsForItsStoreInTheBackground() {
        RecordedHoldings holdings = new RecordedHoldings("alone", new Owners());
        store.away = true;
        try (LocalLeases alone = new LocalLeases()) {
            alone.serve(new ServedService(Town.SERVICE, "digest", List.of()), "alone", holdings, store);
            assertThat(holdings.held()).isEmpty();
            store.away = false;
            eventually().until(() -> holdings.held().equals(Town.ALL));
        }
    }

    private static ConditionFactory eventually() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }
}
