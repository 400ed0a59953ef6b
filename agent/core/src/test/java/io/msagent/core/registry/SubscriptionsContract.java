package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What callers and orchestrators rely on to hear of instances. It names no registry, so whatever else tells of instances
 * can be held to it: extend it once for each publisher.
 */
public abstract class SubscriptionsContract {
    private final String service = ContractPart.fresh("subscribed");
    private final String id = ContractPart.fresh("instance");
    private final Heard heard = new Heard();
    private Publisher publisher;

    /** Asked for before each test, and closed after it. */
    protected abstract Publisher publisher();

    @BeforeEach
    void open() {
        publisher = publisher();
    }

    @AfterEach
    void close() {
        publisher.close();
    }

    @Test
    void hearsAtOnceThatThereIsNobody() {
        subscribe(heard);

        hears(heard, Map.of());
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void hearsAtOnceWhoIsThere() {
        publisher.publish(instance(id, service, Status.PASSING));
        Heard witness = new Heard();
        subscribe(witness);
        hears(witness, Map.of(id, Status.PASSING));

        subscribe(heard);

        hears(heard, Map.of(id, Status.PASSING));
        Instance told = heard.lists.get(0).get(0);
        assertThat(told).isEqualTo(instance(id, service, Status.PASSING));
    }

    @Test
    void hearsOfEveryChange() {
        subscribe(heard);
        hears(heard, Map.of());

        publisher.publish(instance(id, service, Status.PASSING));
        hears(heard, Map.of(id, Status.PASSING));
        publisher.publish(instance(id, service, Status.CRITICAL));
        hears(heard, Map.of(id, Status.CRITICAL));
        publisher.publish(instance(id + "2", service, Status.WARNING));
        hears(heard, Map.of(id, Status.CRITICAL, id + "2", Status.WARNING));
        publisher.withdraw(id);
        hears(heard, Map.of(id + "2", Status.WARNING));
        publisher.withdraw(id + "2");
        hears(heard, Map.of());
        assertThat(heard.losses).isEmpty();
    }

    @Test
    void manyHearTheSameAndWhoComesLateTheLatest() {
        List<Heard> many = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            many.add(new Heard());
        }
        many.forEach(this::subscribe);
        publisher.publish(instance(id, service, Status.PASSING));
        many.forEach(one -> hears(one, Map.of(id, Status.PASSING)));

        subscribe(heard);

        hears(heard, Map.of(id, Status.PASSING));
        assertThat(heard.lists).hasSize(1);
    }

    @Test
    void isOneServicesAlone() {
        String other = ContractPart.fresh("other");
        Heard ofOther = new Heard();
        ofOther.watch(publisher.subscriptions(), other);
        subscribe(heard);
        hears(heard, Map.of());
        publisher.publish(instance(id, other, Status.PASSING));
        hears(ofOther, Map.of(id, Status.PASSING));
        publisher.publish(instance(id + "2", service, Status.PASSING));

        hears(heard, Map.of(id + "2", Status.PASSING));
        assertThat(heard.lists)
                .allSatisfy(list -> assertThat(list)
                        .allSatisfy(instance -> assertThat(instance.service()).isEqualTo(service)));
    }

    @Test
    void isNotCalledAfterCloseWhileOthersAre() {
        Heard witness = new Heard();
        Subscription subscription = subscribe(heard);
        subscribe(witness);
        hears(heard, Map.of());

        subscription.close();
        subscription.close();
        int before = heard.lists.size();
        publisher.publish(instance(id, service, Status.PASSING));
        hears(witness, Map.of(id, Status.PASSING));

        assertThat(heard.lists).hasSize(before);
    }

    @Test
    void canBeClosedByItsOwnListener() {
        AtomicInteger calls = new AtomicInteger();
        AtomicReference<Subscription> own = new AtomicReference<>();
        Heard witness = new Heard();
        subscribe(witness);
        own.set(publisher
                .subscriptions()
                .watch(
                        service,
                        instances -> {
                            if (!instances.isEmpty()) {
                                calls.incrementAndGet();
                                own.get().close();
                            }
                        },
                        e -> {}));

        publisher.publish(instance(id, service, Status.PASSING));
        ContractPart.eventually().untilAsserted(() -> assertThat(calls).hasValue(1));
        publisher.withdraw(id);
        hears(witness, Map.of());

        assertThat(calls).hasValue(1);
    }

    @Test
    void whoIsClosedMaySubscribeAgain() {
        subscribe(heard).close();
        Heard again = new Heard();
        subscribe(again);

        publisher.publish(instance(id, service, Status.PASSING));

        hears(again, Map.of(id, Status.PASSING));
    }

    @Test
    void aListenerThatThrowsHearsTheNextChangeAndHoldsUpNobody() {
        List<List<Instance>> calls = new CopyOnWriteArrayList<>();
        publisher
                .subscriptions()
                .watch(
                        service,
                        instances -> {
                            calls.add(instances);
                            throw new IllegalStateException("this listener always fails; this is part of a test");
                        },
                        e -> {});
        subscribe(heard);
        ContractPart.eventually().untilAsserted(() -> assertThat(calls).hasSize(1));

        publisher.publish(instance(id, service, Status.PASSING));

        ContractPart.eventually().untilAsserted(() -> assertThat(calls).hasSizeGreaterThan(1));
        hears(heard, Map.of(id, Status.PASSING));
    }

    @Test
    void aLossIsToldOnceAndTheReturnTold() {
        publisher.publish(instance(id, service, Status.PASSING));
        subscribe(heard);
        hears(heard, Map.of(id, Status.PASSING));

        publisher.lose();
        ContractPart.eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));
        int before = heard.lists.size();
        publisher.restore();

        ContractPart.eventually().untilAsserted(() -> assertThat(heard.lists).hasSizeGreaterThan(before));
        hears(heard, Map.of(id, Status.PASSING));
        assertThat(heard.losses).hasSize(1);
    }

    @Test
    void whoComesDuringALossIsToldOfIt() {
        subscribe(heard);
        hears(heard, Map.of());
        publisher.lose();
        ContractPart.eventually().untilAsserted(() -> assertThat(heard.losses).hasSize(1));

        Heard late = new Heard();
        subscribe(late);
        ContractPart.eventually().untilAsserted(() -> assertThat(late.losses).hasSize(1));
        publisher.restore();
        publisher.publish(instance(id, service, Status.PASSING));

        hears(late, Map.of(id, Status.PASSING));
    }

    private Subscription subscribe(Heard listener) {
        return listener.watch(publisher.subscriptions(), service);
    }

    private static void hears(Heard listener, Map<String, Status> expected) {
        ContractPart.eventually()
                .untilAsserted(() -> assertThat(listener.last()).isEqualTo(expected));
    }

    private static Instance instance(String id, String service, Status status) {
        return new Instance(id, service, "127.0.0.1", 7001, Map.of("pid", "1"), status, "a note");
    }
}
