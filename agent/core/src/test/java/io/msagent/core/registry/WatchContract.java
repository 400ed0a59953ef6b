package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Watching a service while the registry is there. */
abstract class WatchContract extends ContractPart {
    private final String service = fresh("watched");
    private final String id = fresh("instance");
    private final Heard heard = new Heard();

    @Test
    void hearsAtOnceThatThereIsNobody() {
        heard.watch(registry, service);

        eventually().untilAsserted(() -> assertThat(heard.last()).isEmpty());
        assertThat(heard.losses).isEmpty();
    }

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
        registry.register(withTtl(registration(id, service), Duration.ofSeconds(1), Duration.ofMinutes(5)));
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
    void isNotCalledAfterClose() {
        Heard witness = new Heard();
        Subscription subscription = heard.watch(registry, service);
        witness.watch(registry, service);
        hears(Map.of());

        subscription.close();
        int before = heard.lists.size();
        registry.register(registration(id, service));
        eventually().untilAsserted(() -> assertThat(witness.last()).containsOnlyKeys(id));

        assertThat(heard.lists).hasSize(before);
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void canBeClosedByItsOwnListener() {
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<Subscription> subscription = new AtomicReference<>();
        Heard witness = new Heard();
        witness.watch(registry, service);
        subscription.set(registry.watch(
                service,
                instances -> {
                    if (!instances.isEmpty()) {
                        calls.incrementAndGet();
                        subscription.get().close();
                    }
                },
                e -> {}));

        registry.register(registration(id, service));
        eventually().untilAsserted(() -> assertThat(calls).hasValue(1));
        registry.deregister(id);
        eventually().untilAsserted(() -> assertThat(witness.last()).isEmpty());

        assertThat(calls).hasValue(1);
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
            eventually()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(proxy.open()).isEqualTo(2));

            watching.close();
            eventually()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(proxy.open()).isZero());
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

    @Test
    void aListenerThatThrowsHearsTheNextChange() {
        List<List<Instance>> calls = new ArrayList<>();
        registry.watch(
                service,
                instances -> {
                    synchronized (calls) {
                        calls.add(instances);
                    }
                    throw new IllegalStateException("this listener always fails; the line above is part of a test");
                },
                e -> {});
        eventually().untilAsserted(() -> assertThat(calls).hasSize(1));

        registry.register(registration(id, service));

        eventually().untilAsserted(() -> assertThat(calls).hasSizeGreaterThan(1));
    }

    @Test
    void manyHearTheSame() {
        List<Heard> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Heard one = new Heard();
            one.watch(registry, service);
            many.add(one);
        }
        registry.register(registration(id, service));
        registry.beat(id, Status.PASSING, "");

        for (Heard one : many) {
            eventually().untilAsserted(() -> assertThat(one.last()).isEqualTo(Map.of(id, Status.PASSING)));
        }
    }

    @Test
    void isOneServicesAlone() {
        heard.watch(registry, service);
        hears(Map.of());
        String other = fresh("other");
        registry.register(registration(id, other));
        only(other);
        registry.register(registration(id + "2", service));

        hears(Map.of(id + "2", Status.CRITICAL));
        assertThat(heard.lists).hasSize(2);
    }

    private void hears(Map<String, Status> expected) {
        eventually().untilAsserted(() -> assertThat(heard.last()).isEqualTo(expected));
    }
}
