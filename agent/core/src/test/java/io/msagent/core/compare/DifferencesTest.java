package io.msagent.core.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.wire.ModuleOpener;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DifferencesTest {
    record Line(String sku, BigDecimal price) {}

    static class Order {
        final List<Line> lines = new ArrayList<>();
        transient String note;
        Order self;

        Order(Line... lines) {
            this.lines.addAll(Arrays.asList(lines));
        }
    }

    static Stream<Arguments> different() {
        Order noted = new Order();
        noted.note = "soon";
        return Stream.of(
                Arguments.of(1, 2, "v: 1 became 2"),
                Arguments.of("a", null, "v: a became null"),
                Arguments.of(new int[] {1, 2}, new int[] {1, 3}, "v[1]: 2 became 3"),
                Arguments.of(new int[] {1}, new int[] {}, "v.length: 1 became 0"),
                Arguments.of(List.of(1), List.of(), "v.size: 1 became 0"),
                Arguments.of(Map.of("a", List.of(1)), Map.of("a", List.of(2)), "v[a][0]: 1 became 2"),
                Arguments.of(Map.of("a", 1), Map.of("b", 1), "v.keys[0]: a became b"),
                Arguments.of(new AtomicInteger(1), new AtomicInteger(2), "v: 1 became 2"),
                Arguments.of(
                        new Order(new Line("anvil", BigDecimal.ONE)),
                        new Order(new Line("anvil", BigDecimal.TEN)),
                        "v.lines[0].price: 1 became 10"),
                Arguments.of(noted, new Order(), "v.note: soon became null"),
                Arguments.of(new BigDecimal("1.0"), "1.0", "v: java.math.BigDecimal became java.lang.String"),
                Arguments.of(Thread.State.NEW, Thread.State.BLOCKED, "v: NEW became BLOCKED"));
    }

    @ParameterizedTest
    @MethodSource("different")
    void areFoundWhereTheyAre(Object before, Object after, String where) {
        assertThat(between(before, after)).isEqualTo(where);
    }

    @Test
    void copiesDoNotDiffer() {
        Order order = new Order(new Line("anvil", new BigDecimal("1.50")));
        order.self = order;
        Order copy = new Order(new Line("anvil", new BigDecimal("1.50")));
        copy.self = copy;
        assertThat(between(order, copy)).isEmpty();
        assertThat(between(new AtomicInteger(1), new AtomicInteger(1))).isEmpty();
        assertThat(between(List.of(1), new ArrayList<>(List.of(1)))).isEmpty();
    }

    private static String between(Object before, Object after) {
        return new Differences(ModuleOpener.NONE).between("v", before, after).orElse("");
    }
}
