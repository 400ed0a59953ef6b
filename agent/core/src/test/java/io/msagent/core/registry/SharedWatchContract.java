package io.msagent.core.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.registry.Instance.Status;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However many subscribe to a service through one connector: one connection, and one query that waits. */
abstract class SharedWatchContract extends ContractPart {
    private final String service = fresh("shared");
    private final String id = fresh("instance");
    private CuttableProxy line;
    private Registry watching;

    @BeforeEach
    void watchThroughALine() throws Exception {
        line = new CuttableProxy(fixture().address());
        watching = connectTo(line.address());
    }

    @AfterEach
    void hangUp() throws Exception {
        watching.close();
        line.close();
    }

    @Test
    void manySubscriptionsAreOneQuery() {
        registry.register(registration(id, service));
        only(service);
        List<Heard> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Heard one = new Heard();
            one.watch(watching, service);
            many.add(one);
        }
        many.forEach(one -> hears(one, Map.of(id, Status.CRITICAL)));
        registry.beat(id, Status.PASSING, "");
        many.forEach(one -> hears(one, Map.of(id, Status.PASSING)));

        // one that was answered at once, one answered by the change, one that waits, and one or two for answers that
        // came early
        assertThat(line.requests()).isBetween(2, 5);
        assertThat(line.open()).isEqualTo(2);
    }

    @Test
    void whoComesLateIsToldWhatIsKnownWithoutARequest() {
        registry.register(registration(id, service));
        only(service);
        Heard first = new Heard();
        first.watch(watching, service);
        hears(first, Map.of(id, Status.CRITICAL));
        eventually().untilAsserted(() -> assertThat(line.requests()).isGreaterThanOrEqualTo(2));
        // nobody can be asked now; what is known is told all the same, and then that nobody can be asked
        line.cut();
        eventually().untilAsserted(() -> assertThat(first.losses).hasSize(1));

        Heard late = new Heard();
        late.watch(watching, service);

        hears(late, Map.of(id, Status.CRITICAL));
        eventually().untilAsserted(() -> assertThat(late.losses).hasSize(1));
        assertThat(late.lists).hasSize(1);
        assertThat(first.losses).hasSize(1);
    }

    @Test
    void onlyTheLastCloseEndsTheQuery() {
        Heard first = new Heard();
        Heard second = new Heard();
        Subscription one = first.watch(watching, service);
        Subscription other = second.watch(watching, service);
        hears(second, Map.of());

        one.close();
        registry.register(registration(id, service));
        hears(second, Map.of(id, Status.CRITICAL));
        assertThat(line.open()).isEqualTo(2);
        other.close();
        eventually().untilAsserted(() -> assertThat(line.open()).isZero());

        Heard again = new Heard();
        again.watch(watching, service);
        hears(again, Map.of(id, Status.CRITICAL));
        assertThat(first.lists).hasSize(1);
    }

    private static void hears(Heard listener, Map<String, Status> expected) {
        eventually().untilAsserted(() -> assertThat(listener.last()).isEqualTo(expected));
    }
}
