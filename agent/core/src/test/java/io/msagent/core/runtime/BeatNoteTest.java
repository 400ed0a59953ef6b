package io.msagent.core.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.server.Load;
import io.msagent.core.server.StatefulFigures;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BeatNoteTest {
    private static String note(double busy, OptionalLong p99Micros) {
        return BeatNote.serving(new Load(3, 0, 0, 16, busy, 0, 0, Map.of()), p99Micros);
    }

    @Test
    void saysWhatAPersonWantsToKnow() {
        assertThat(note(0.4149, OptionalLong.of(12_345))).isEqualTo("serving · 3/16 busy · 41 % · p99 12 ms");
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        assertThat(note(0, OptionalLong.empty())).isEqualTo("serving · 3/16 busy · 0 %");
    }

    @Test
    void saysWhatAStatefulServiceOwns() {
        Load load = new Load(3, 0, 0, 16, 0, 0, 0, Map.of());
        assertThat(BeatNote.serving(load, OptionalLong.empty(), new StatefulFigures(21, 5, 0, List.of(), 3, false)))
                .isEqualTo("serving · 3/16 busy · 0 % · 21 partitions · 3 open transactions");
        assertThat(BeatNote.serving(load, OptionalLong.empty(), new StatefulFigures(1, 5, 0, List.of(), 1, true)))
                .isEqualTo("quiescing · 3/16 busy · 0 % · 1 partition · 1 open transaction");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0.0 ms",
        "84, 0.1 ms",
        "2_340, 2.3 ms",
        "9_999_999, 10000 ms",
        "10_000_000, 10 s",
        "754_600_000, 755 s"
    })
    void picksTheUnit(String micros, String shown) {
        assertThat(note(1, OptionalLong.of(Long.parseLong(micros.replace("_", "")))))
                .endsWith(" p99 " + shown);
    }
}
