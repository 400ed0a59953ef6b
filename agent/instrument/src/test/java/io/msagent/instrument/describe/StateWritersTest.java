package io.msagent.instrument.describe;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.instrument.match.ClassBytes;
import io.msagent.instrument.shapes.Writers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateWritersTest {
    private final List<String> reports = StateWriters.reports(
            ClassBytes.of(Writers.class.getClassLoader())
                    .find(Writers.class.getName().replace('.', '/')),
            DescriberTest.plan(Writers.class, Map.of()).served());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "field()                           | its receiver (field count)",
                "deepField()                       | its receiver (field count)",
                "ownArray(long,int)                | its receiver (an array element)",
                "argumentArray(java.lang.String[][]) | its argument 1 (an array element)",
            })
    void reports(String method, String state) {
        assertThat(reports)
                .contains(Writers.class.getName() + "#" + method + " writes the state of " + state
                        + ": that stays in the provider");
    }

    @Test
    void followsBothBranchesToTheArgumentsTheyCameFrom() {
        assertThat(reports.stream().filter(line -> line.contains("#argument(")))
                .hasSize(2)
                .anyMatch(line -> line.contains("its argument 2 (field count)"))
                .anyMatch(line -> line.contains("its argument 3 (field count)"));
    }

    @Test
    void saysNothingOfCopiesAndOfWhatTheBodyMadeItself() {
        assertThat(reports).hasSize(6).noneMatch(line -> line.contains("#harmless("));
    }
}
