package io.msagent.core.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LogTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Log.Level.class)
    void writesItsLevelAndAbove(Log.Level threshold) {
        try (CapturedLog log = new CapturedLog(threshold, Log.Format.TEXT)) {
            Log.debug("a DEBUG");
            Log.info("an INFO");
            Log.warn("a WARN");
            Log.error("an ERROR");
            List<String> expected =
                    List.of("DEBUG", "INFO", "WARN", "ERROR").subList(Math.min(threshold.ordinal(), 4), 4);
            assertThat(log.lines())
                    .extracting(line -> line.substring(line.lastIndexOf(' ') + 1))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aLineOfTextSaysWhoWhenAndHowBad() {
        try (CapturedLog log = new CapturedLog(Log.Level.INFO, Log.Format.TEXT)) {
            Log.info("hello");
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .matches("ms-agent \\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z INFO hello");
        }
    }

    @Test
    void aLineOfJsonHoldsAnyMessage() throws IOException {
        String nasty = "quote \" backslash \\ newline \n tab \t bell \u0007 umlaut ü snowman ☃ pile 💩";
        try (CapturedLog log = new CapturedLog(Log.Level.INFO, Log.Format.JSON)) {
            Log.warn(nasty);
            JsonNode line = new ObjectMapper().readTree(String.join("\n", log.lines()));
            assertThat(log.lines()).hasSize(1);
            assertThat(line.get("message").asText()).isEqualTo(nasty);
            assertThat(line.get("level").asText()).isEqualTo("WARN");
        }
    }

    @Test
    void aStackTraceIsForDebuggingOnly() {
        IllegalStateException thrown = new IllegalStateException("broken");
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            Log.write(Log.Level.WARN, "failed", thrown);
            assertThat(log.lines()).singleElement().asString().endsWith("failed: " + thrown);
        }
        try (CapturedLog log = new CapturedLog(Log.Level.DEBUG, Log.Format.TEXT)) {
            Log.write(Log.Level.WARN, "failed", thrown);
            assertThat(log.lines()).anyMatch(line -> line.contains("at " + LogTest.class.getName()));
        }
    }

    @Test
    void aFileIsAppendedTo() throws IOException {
        Path file = folder.resolve("logs/agent.log");
        for (String message : List.of("one", "two")) {
            try (PrintStream target = LogFile.open(file)) {
                Log.configure(Log.Level.INFO, Log.Format.TEXT, target);
                Log.info(message);
            } finally {
                Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
            }
        }
        assertThat(Files.readAllLines(file))
                .extracting(line -> line.substring(line.length() - 3))
                .containsExactly("one", "two");
    }

    @Test
    void aFileMayBeTruncatedUnderTheLog() throws IOException {
        Path file = folder.resolve("agent.log");
        try (PrintStream target = LogFile.open(file)) {
            target.println("before");
            Files.write(file, new byte[0]);
            target.println("after");
        }
        assertThat(file).hasContent("after\n");
    }

    @Test
    void aFileThatCannotBeOpenedIsNamed() {
        assertThatThrownBy(() -> LogFile.open(folder))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("log file " + folder + " cannot be opened");
    }
}
