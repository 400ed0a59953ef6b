package io.msagent.core.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CarriedTest {
    private static final String NASTY = "a,b=c/d%20 + \r\nms-digest: x ü ☃ 💩 \u0000";

    @Test
    void anyTextArrivesAsItWas() {
        Carried sent = Carried.of(Map.of("com.acme.Mdc$Inner", Map.of(NASTY, NASTY, "empty", "")));

        String header = sent.header();
        assertThat(header).matches("[\\x21-\\x7e]+");
        assertThat(Carried.parse(header).of("com.acme.Mdc$Inner")).isEqualTo(Map.of(NASTY, NASTY, "empty", ""));
    }

    @Test
    void oneCarrierDoesNotSeeAnothersEntries() {
        Carried carried = Carried.parse("a/name=1,b/name=2");
        assertThat(carried.of("a")).isEqualTo(Map.of("name", "1"));
        assertThat(carried.of("b")).isEqualTo(Map.of("name", "2"));
        assertThat(carried.of("c")).isEmpty();
    }

    @Test
    void nothingIsNoHeader() {
        assertThat(Carried.of(Map.of()).header()).isEmpty();
        assertThat(Carried.parse(null)).isSameAs(Carried.NONE);
        assertThat(Carried.parse("")).isSameAs(Carried.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a/b", "/b=c", "a=b", "a/b=c,", "a/b=%", "a/b=%2", "a/b=%zz", "a/b= c", "a/b=c;d"})
    void whatIsMalformedIsRefused(String header) {
        assertThatThrownBy(() -> Carried.parse(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected: carrier/name=value");
    }

    @Test
    void aNameComesOnce() {
        assertThatThrownBy(() -> Carried.parse("a/b=1,a/b=2")).hasMessageContaining("each name of a carrier once");
    }

    @Test
    void isBoundedOnBothSides() {
        String most = "a/b=" + "x".repeat(Carried.MOST_BYTES - 4);
        assertThat(Carried.parse(most).header()).isEqualTo(most);
        assertThatThrownBy(() -> Carried.parse(most + "x")).hasMessageContaining("at most 4096");
        assertThatThrownBy(() -> Carried.of(Map.of("a", Map.of("b", "x".repeat(Carried.MOST_BYTES))))
                        .header())
                .hasMessageContaining("at most 64 entries and 4096 bytes");

        Map<String, String> many =
                IntStream.rangeClosed(0, Carried.MOST_ENTRIES).boxed().collect(Collectors.toMap(i -> "" + i, i -> ""));
        assertThatThrownBy(() -> Carried.of(Map.of("a", many)).header()).hasMessageContaining("65 entries");
        String header = many.keySet().stream().map(n -> "a/" + n + "=").collect(Collectors.joining(","));
        assertThatThrownBy(() -> Carried.parse(header)).hasMessageContaining("65 entries");
    }
}
