package io.msagent.core.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PartitionsTest {
    private static final List<String> THREE = List.of("cart.a1", "cart.b2", "cart.c3");

    @Test
    void keysAreSpreadOverAllPartitions() {
        int[] count = new int[Partitions.COUNT];
        IntStream.range(0, 6_400).forEach(i -> count[Partitions.of("customer-" + i)]++);

        assertThat(IntStream.of(count).boxed())
                .allSatisfy(keys -> assertThat(keys).isBetween(50, 150));
    }

    @Test
    void theOrderOfTheInstancesDoesNotMatter() {
        for (int p = 0; p < Partitions.COUNT; p++) {
            assertThat(Partitions.owner("cart", p, List.of("cart.c3", "cart.a1", "cart.b2")))
                    .isEqualTo(Partitions.owner("cart", p, THREE));
        }
    }

    @Test
    void everyInstanceHasAShare() {
        Map<String, Integer> shares = new HashMap<>();
        for (int p = 0; p < Partitions.COUNT; p++) {
            shares.merge(String.valueOf(Partitions.owner("cart", p, THREE)), 1, Integer::sum);
        }

        assertThat(shares.keySet()).containsExactlyInAnyOrderElementsOf(THREE);
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isGreaterThan(8));
    }

    @Test
    void oneThatLeavesMovesItsOwnPartitionsOnly() {
        List<String> two = List.of("cart.a1", "cart.c3");
        for (int p = 0; p < Partitions.COUNT; p++) {
            String before = Partitions.owner("cart", p, THREE);
            if (!"cart.b2".equals(before)) {
                assertThat(Partitions.owner("cart", p, two)).isEqualTo(before);
            }
        }
    }

    @Test
    void oneThatComesTakesPartitionsAndMovesNoOthers() {
        List<String> four = new ArrayList<>(THREE);
        four.add("cart.d4");
        int moved = 0;
        for (int p = 0; p < Partitions.COUNT; p++) {
            String after = Partitions.owner("cart", p, four);
            if ("cart.d4".equals(after)) {
                moved++;
            } else {
                assertThat(after).isEqualTo(Partitions.owner("cart", p, THREE));
            }
        }
        assertThat(moved).isBetween(4, 32);
    }

    @Test
    void nobodyOwnsWhereNobodyServes() {
        assertThat(Partitions.owner("cart", 0, List.of())).isNull();
    }
}
