package io.msagent.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.msagent.orchestrator.store.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class PrintableTest {
    /** Escape, the one-character CSI, next line, delete, right-to-left override, line separator, a tag beyond the BMP. */
    private static final String HOSTILE =
            "a\u001b[2Jb\u009bc\u0085d\u007fe\u202ef\u2028g" + Character.toString(0xE0041);

    @Test
    void nothingSteersTheTerminal() {
        assertThat(Printable.text(HOSTILE + "\n\t\u00fc\u2713")).isEqualTo("a?[2Jb?c?d?e?f?g?  \u00fc\u2713");
        assertThat(Printable.line("\tat x\u001b[0m")).isEqualTo("\tat x?[0m");
    }

    @Test
    void jsonMeansTheSame() throws Exception {
        String json = JsonNodeFactory.instance.objectNode().put("id", HOSTILE).toPrettyString();
        String shown = Printable.json(json).replace("\n", "");
        assertThat(Printable.text(shown)).isEqualTo(shown);
        assertThat(Json.MAPPER.readTree(Printable.json(json)).path("id").asText())
                .isEqualTo(HOSTILE);
    }

    @Test
    void aRowStaysARow() {
        Table table = new Table("ID", "REASON");
        table.row("a\u001b[2J", "one\ntwo");
        StringWriter out = new StringWriter();
        table.print(new PrintWriter(out, true), (title, cell) -> cell);
        assertThat(out.toString().lines()).containsExactly("ID     REASON", "a?[2J  one two");
    }

    @Test
    void callersNamesToo() throws Exception {
        CallTree tree = new CallTree(Json.MAPPER.readTree("""
                [{"caller":"sh\\u001bop","service":"a\\u009bb","calls":3,"callsPerSecond":1}]"""));
        assertThat(tree.text() + tree.dot()).contains("sh?op", "a?b").doesNotContain("\u001b", "\u009b");
    }
}
