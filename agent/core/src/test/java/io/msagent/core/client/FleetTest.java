package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Deadline;
import io.msagent.core.client.balance.Candidate;
import io.msagent.core.client.balance.PowerOfTwo;
import io.msagent.core.client.breaker.Verdict;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who is chosen from, on a clock of its own. */
class FleetTest {
    private final AtomicLong nanos = new AtomicLong();
    private final Fleet fleet = new Fleet(new PowerOfTwo(), nanos::get);
    private final Instance a = instance("a", 1);
    private final Instance b = instance("b", 2);
    private final Instance c = instance("c", 3);
    private final Instance d = instance("d", 4);
    private final List<Instance> four = List.of(a, b, c, d);

    @Test
    void triedOnesComeLast() throws Exception {
        assertThat(picked(List.of(a, b, c), Set.of("a", "b"))).containsExactly(c);
        assertThat(picked(List.of(a, b), Set.of("a", "b"))).containsExactlyInAnyOrder(a, b);
    }

    @Test
    void anEjectedOneIsLeftAlone_butNeverMoreThanHalf() throws Exception {
        fail(a);
        assertThat(picked(four, Set.of())).containsExactlyInAnyOrder(b, c, d);
        pass(1);
        fail(b);
        assertThat(picked(four, Set.of())).containsExactlyInAnyOrder(c, d);
        assertThat(fleet.ejected()).containsExactly("a", "b");
        pass(1);
        fail(c);
        // of three the one whose time is over first is called all the same
        assertThat(picked(four, Set.of())).containsExactlyInAnyOrder(a, d);
        assertThat(fleet.ejected()).containsExactly("b", "c");
    }

    @Test
    void aSingleOneIsNeverEjected() throws Exception {
        fail(a);
        assertThat(picked(List.of(a), Set.of())).containsExactly(a);
        assertThat(fleet.ejected()).isEmpty();
    }

    @Test
    void anUntriedOneThatIsEjectedIsBetterThanATriedOne() throws Exception {
        fail(a);
        assertThat(picked(List.of(a, b), Set.of("b"))).containsExactly(a);
    }

    @Test
    void afterItsTimeOneCallTriesIt() throws Exception {
        fail(a);
        pass(Duration.ofSeconds(1).toNanos());
        List<Instance> two = List.of(a, b);
        Candidate trying = fleet.of(a);
        while (fleet.pick(two, Set.of(), far()) != trying) {
            assertThat(fleet.ejected()).isEmpty();
        }
        assertThat(picked(two, Set.of())).as("while it is tried").containsExactly(b);
        trying.begin();
        trying.end(Verdict.WELL, null);
        assertThat(picked(two, Set.of())).containsExactlyInAnyOrder(a, b);
    }

    @Test
    void whatIsRegisteredAnewElsewhereBeginsAnew() throws Exception {
        fail(a);
        Instance moved = instance("a", 9);
        assertThat(picked(List.of(moved, b), Set.of())).containsExactlyInAnyOrder(moved, b);
        Instance told = new Instance("b", "s", "127.0.0.1", 2, Map.of(), Instance.Status.WARNING, "busy");
        fail(b);
        assertThat(picked(List.of(moved, told), Set.of())).containsExactly(moved);
        assertThat(fleet.of(told).instance()).isSameAs(told);
    }

    @Test
    void instancesThatAreGoneAreForgotten() throws Exception {
        List<Instance> many = IntStream.range(0, 100)
                .mapToObj(i -> instance("i" + i, 1_000 + i))
                .toList();
        fleet.pick(many, Set.of(), far());
        many.forEach(this::fail);
        Candidate before = fleet.of(many.get(0));
        fleet.pick(List.of(a, b), Set.of(), far());
        assertThat(fleet.of(many.get(0))).isNotSameAs(before);
        assertThat(fleet.ejected()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"CRITICAL", "MAINTENANCE"})
    void oneThatComesBackStartsSlowly(Instance.Status away) throws Exception {
        List<Instance> two = List.of(a, b);
        fleet.pick(two, Set.of(), far());
        pass(Duration.ofMinutes(1).toNanos());
        assertThat(share(a, two)).isBetween(300L, 700L);

        Known known = Known.nothing(Duration.ofSeconds(30)).told(two);
        fleet.heard(known);
        assertThat(fleet.of(a).warmth()).as("it was always there").isEqualTo(1);
        known = known.told(List.of(new Instance("a", "s", a.host(), a.port(), Map.of(), away, ""), b));
        fleet.heard(known);
        pass(Duration.ofMinutes(1).toNanos());
        fleet.heard(known.told(two));
        assertThat(fleet.of(b).warmth()).isEqualTo(1);
        assertThat(fleet.of(a).warmth()).isEqualTo(0.1);
        assertThat(share(a, two)).isLessThan(150);
        pass(Duration.ofSeconds(5).toNanos());
        fleet.heard(known.told(two));
        assertThat(share(a, two)).isBetween(150L, 400L);
        pass(Duration.ofSeconds(5).toNanos());
        assertThat(share(a, two)).isBetween(300L, 700L);
    }

    /** Nothing is to be learnt of an instance while the registry is away. */
    @Test
    void theRegistrysAbsenceIsNoReasonToStartSlowly() throws Exception {
        List<Instance> two = List.of(a, b);
        fleet.pick(two, Set.of(), far());
        pass(Duration.ofMinutes(1).toNanos());
        Known known = Known.nothing(Duration.ofSeconds(30)).told(two);
        RegistryException away = new RegistryException(RegistryException.Kind.AWAY, "gone", null);
        for (Known next : List.of(known, known.lost(away), known.lost(away).told(List.of(b)), known)) {
            fleet.heard(next);
            assertThat(fleet.of(a).warmth()).isEqualTo(1);
        }
    }

    /** Of a thousand calls. */
    private long share(Instance instance, List<Instance> usable) throws InterruptedException {
        long count = 0;
        for (int i = 0; i < 1_000; i++) {
            count += fleet.pick(usable, Set.of(), far()).instance().equals(instance) ? 1 : 0;
        }
        return count;
    }

    private void fail(Instance instance) {
        Candidate candidate = fleet.of(instance);
        candidate.begin();
        candidate.end(Verdict.GONE, null);
    }

    private void pass(long time) {
        nanos.addAndGet(time);
    }

    private Set<Instance> picked(List<Instance> usable, Set<String> tried) throws InterruptedException {
        Set<Instance> picked = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            picked.add(fleet.pick(usable, tried, far()).instance());
        }
        return picked;
    }

    private static Deadline far() {
        return Deadline.after(Duration.ofHours(1));
    }

    private static Instance instance(String id, int port) {
        return new Instance(id, "s", "127.0.0.1", port, Map.of(), Instance.Status.PASSING, "");
    }
}
