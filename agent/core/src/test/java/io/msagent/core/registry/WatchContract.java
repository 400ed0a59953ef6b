package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Watching a service while the registry is there: what a registry adds to {@link SubscriptionsContract}. */
abstract class WatchContract extends ContractPart {
    private final String service = fresh("watched");
    private final String id = fresh("instance");
    private final Heard heard = new Heard();

    @Test
    void hearsAtOnceWhoIsThere() {
        registry.register(registration(id, service));
        only(service);

        heard.watch(registry, service);

        eventually().untilAsserted(() -> assertThat(heard.lists).isNotEmpty());
        assertThat(heard.lists.get(0)).extracting(Instance::id).containsExactly(id);
    }

    @Test
    void hearsOfEveryKindOfChange() {
        heard.watch(registry, service);
        registry.register(registration(id, service));
        hears(Map.of(id, Status.CRITICAL));
        registry.beat(id, Status.PASSING, "");
        hears(Map.of(id, Status.PASSING));
        registry.beat(id, Status.WARNING, "");
        hears(Map.of(id, Status.WARNING));
        registry.maintenance(id, true, "because");
        hears(Map.of(id, Status.MAINTENANCE));
        registry.maintenance(id, false, "");
        hears(Map.of(id, Status.WARNING));
        registry.register(registration(id + "2", service));
        hears(Map.of(id, Status.WARNING, id + "2", Status.CRITICAL));
        registry.deregister(id);
        hears(Map.of(id + "2", Status.CRITICAL));
        registry.deregister(id + "2");
        hears(Map.of());
        registry.register(registration(id, service));
        hears(Map.of(id, Status.CRITICAL));
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void hearsThatBeatsHaveStopped() {
        registry.register(withTtl(registration(id, service), Duration.ofSeconds(5), Duration.ofMinutes(5)));
        heard.watch(registry, service);
        registry.beat(id, Status.PASSING, "");
        hears(Map.of(id, Status.PASSING));

        hears(Map.of(id, Status.CRITICAL));
    }

    @Test
    void isToldAndDoesNotAsk() throws Exception {
        registry.register(registration(id, service));
        only(service);
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry watching = connectTo(proxy.address())) {
            heard.watch(watching, service);
            hears(Map.of(id, Status.CRITICAL));
            registry.beat(id, Status.PASSING, "");
            hears(Map.of(id, Status.PASSING));
            // long enough that whoever asks every second or oftener is found out
            eventually().pollDelay(Duration.ofSeconds(4)).until(() -> true);
            registry.beat(id, Status.CRITICAL, "");
            hears(Map.of(id, Status.CRITICAL));

            // one for each answer, one that waits, and a spare for a registry that answers early
            assertThat(proxy.requests()).isBetween(3, 5);
        }
    }

    @Test
    void beatsThatSayNothingNewAreNotHeard() {
        registry.register(registration(id, service));
        heard.watch(registry, service);
        registry.beat(id, Status.PASSING, "same");
        hears(Map.of(id, Status.PASSING));
        int before = heard.lists.size();

        for (int i = 0; i < 20; i++) {
            registry.beat(id, Status.PASSING, "same");
        }
        registry.beat(id, Status.WARNING, "other");
        hears(Map.of(id, Status.WARNING));

        assertThat(heard.lists).hasSize(before + 1);
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        try (CuttableProxy proxy = new CuttableProxy(fixture().address());
                Registry watching = connectTo(proxy.address())) {
            Subscription subscription = heard.watch(watching, service);
            new Heard().watch(watching, fresh("second"));
            hears(Map.of());
            eventually().untilAsserted(() -> assertThat(proxy.open()).isEqualTo(4));

            subscription.close();
            eventually().untilAsserted(() -> assertThat(proxy.open()).isEqualTo(2));

            watching.close();
            eventually().untilAsserted(() -> assertThat(proxy.open()).isZero());
            assertThat(heard.losses).isEmpty();
        }
    }

    @Test
    void closingTheConnectorEndsEverySubscription() {
        Heard witness = new Heard();
        witness.watch(registry, service);
        Registry closing = connectTo(fixture().address());
        Heard second = new Heard();
        heard.watch(closing, service);
        second.watch(closing, service);
        hears(Map.of());
        eventually().untilAsserted(() -> assertThat(second.last()).isEmpty());

        closing.close();
        closing.close();
        registry.register(registration(id, service));
        eventually().untilAsserted(() -> assertThat(witness.last()).containsOnlyKeys(id));

        assertThat(heard.last()).isEmpty();
        assertThat(second.last()).isEmpty();
    }

    private void hears(Map<String, Status> expected) {
        eventually().untilAsserted(() -> assertThat(heard.last()).isEqualTo(expected));
    }
}
