package io.msagent.registry.consul.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "3s, 3000000000",
        "1m30s, 90000000000",
        "1.5h, 5400000000000",
        "300ms, 300000000",
        "10us, 10000",
        "10µs, 10000",
        "7ns, 7",
        ".5s, 500000000",
        "1h1m1s1ms, 3661001000000",
        "-3s, -3000000000",
        "+3s, 3000000000"
    })
    void readsWhatGoReads(String text, long nanos) {
        assertThat(GoDuration.parse(text).orElseThrow().toNanos()).isEqualTo(nanos);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3", "s", "3x", "3 s", "3s ", "3sm", "99999999999h", ".s", "1e3s"})
    void refusesTheRest(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }
}
