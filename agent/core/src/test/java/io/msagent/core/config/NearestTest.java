package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {
    @ParameterizedTest
    @CsvSource({"timeuot, timeout", "time-out, timeout", "Mode, mode", "token.path, token.file", "workers.max, workers"
    })
    void findsWhatWasMeant(String typed, String meant) {
        assertThat(Nearest.key(typed).name()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "'', abc, 3", "abc, abc, 0", "abc, acb, 1", "abc, abxc, 1", "kitten, sitting, 3"})
    void countsEdits(String a, String b, int edits) {
        assertThat(Nearest.distance(a, b)).isEqualTo(edits);
        assertThat(Nearest.distance(b, a)).isEqualTo(edits);
    }
}
