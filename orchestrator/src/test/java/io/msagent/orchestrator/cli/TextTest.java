package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.msagent.orchestrator.store.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How things look to people. */
class TextTest {
    @Test
    void numbersEndAtTheSamePlaceAndEmptyColumnsAreLeftOut() {
        Table table = new Table("NAME", ">COUNT", "EMPTY", "NOTE");
        table.row("a", "7", "", "");
        table.row("longer", "12345", "", "x");
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), (title, cell) -> cell);
        assertThat(out.toString().lines())
                .containsExactly("NAME    COUNT  NOTE", "a           7  -", "longer  12345  x");
    }

    @ParameterizedTest
    @CsvSource({"0,0s", "59,59s", "60,1m", "3599,59m", "3600,1h", "12000,3h20m", "40000,11h", "172800,2d"})
    void durations(long seconds, String text) {
        assertThat(Figures.duration(Duration.ofSeconds(seconds))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,0us", "999,999us", "1500,1.5ms", "25400,25ms", "1500000,1.5s"})
    void micros(long micros, String text) {
        assertThat(Figures.micros(JsonNodeFactory.instance.numberNode(micros))).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0,''", "500,500B", "2048,2.0KiB", "16777216,16MiB", "8589934592,8.0GiB"})
    void bytes(long bytes, String text) {
        assertThat(Figures.bytes(JsonNodeFactory.instance.numberNode(bytes))).isEqualTo(text);
    }

    @Test
    void coloursAreForTerminalsOnly() {
        assertThat(Paint.of(false).state("dead")).isEqualTo("dead");
        System.setProperty(Paint.TERMINAL, "true");
        try {
            boolean wanted = System.getenv("NO_COLOR") == null;
            assertThat(Paint.of(false).state("dead  ").contains("\u001b[31m")).isEqualTo(wanted);
            assertThat(Paint.of(true).state("dead")).isEqualTo("dead");
        } finally {
            System.clearProperty(Paint.TERMINAL);
        }
    }

    @Test
    void theNearestNamesComeFirst() {
        assertThat(Nearest.to("prcing", List.of("inventory", "pricing", "pricing-eu", "shop", "x")))
                .startsWith("pricing")
                .hasSize(3);
        assertThat(Nearest.to("eu", List.of("inventory", "pricing-eu"))).startsWith("pricing-eu");
        assertThat(Nearest.to("a", List.of())).isEmpty();
    }

    @Test
    void callsAreATreeAndCirclesEnd() throws Exception {
        CallTree tree = new CallTree(Json.MAPPER.readTree("""
                [{"caller":"shop","service":"a","calls":3,"callsPerSecond":1.5},
                 {"caller":"a","service":"b","calls":2,"callsPerSecond":1},
                 {"caller":"b","service":"a","calls":1,"callsPerSecond":0},
                 {"caller":"x","service":"y","calls":9,"callsPerSecond":0},
                 {"caller":"y","service":"x","calls":9,"callsPerSecond":0}]
                """));
        assertThat(tree.text()).isEqualTo("""
                        shop
                        └─> a  1.5/s, 3 calls
                            └─> b  1.0/s, 2 calls
                                └─> a  0.0/s, 1 calls (see above)
                        x
                        └─> y  0.0/s, 9 calls
                            └─> x  0.0/s, 9 calls (see above)
                        """);
        assertThat(tree.dot()).contains("\"shop\" -> \"a\" [label=\"1.5/s\"];").endsWith("}\n");
    }

    @Test
    void linesThatWereShownAreNotShownAgain() {
        SeenLines seen = new SeenLines();
        seen.begin(false, 2);
        for (String line : List.of("one", "two", "three")) {
            assertThat(seen.take(line)).containsExactly(line);
        }
        seen.begin(true, 4);
        assertThat(seen.take("two")).isEmpty();
        assertThat(seen.take("three")).isEmpty();
        assertThat(seen.take("four")).isEmpty();
        assertThat(seen.take("five")).containsExactly("four", "five");
        assertThat(seen.take("six")).containsExactly("six");
        seen.begin(true, 0);
        assertThat(seen.take("seven")).containsExactly("seven");
    }
}
