package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerCountsTest {
    private final CallerCounts counts = new CallerCounts();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "-shop", "shop-", "Shop", "a b", "a,b", "other", "\u00e4", "a.b"})
    void whatIsNoNameIsOther(String caller) {
        counts.add(caller);
        assertThat(counts.toMap()).isEqualTo(Map.of("other", 1L));
    }

    @Test
    void aNameIsAtMostALabelLong() {
        counts.add("a".repeat(63));
        counts.add("a".repeat(64));
        assertThat(counts.toMap()).isEqualTo(Map.of("a".repeat(63), 1L, "other", 1L));
    }

    @Test
    void atMostFiftyNamesAreKept() {
        List<String> names = IntStream.range(0, 80).mapToObj(i -> "caller-" + i).toList();
        names.forEach(counts::add);
        names.forEach(counts::add);
        Map<String, Long> all = counts.toMap();
        assertThat(all).hasSize(51).containsEntry("caller-0", 2L).containsEntry("caller-49", 2L);
        assertThat(all).containsEntry("other", 60L);
    }

    @Test
    void noneIsLostAmongManyThreads() {
        IntStream.range(0, 100_000).parallel().forEach(i -> counts.add("caller-" + i % 60));
        assertThat(counts.toMap().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(100_000);
        assertThat(counts.toMap()).hasSize(51);
    }
}
