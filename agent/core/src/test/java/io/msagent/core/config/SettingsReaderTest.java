package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.log.CapturedLog;
import io.msagent.core.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    @TempDir
    Path folder;

    @ParameterizedTest(name = "argument {0}, property {1}, variable {2}, file {3}: {4}")
    @CsvSource({
        "1s, 2s, 3s, 4s, 1s",
        "  , 2s, 3s, 4s, 2s",
        "  ,   , 3s, 4s, 3s",
        "  ,   ,   , 4s, 4s",
        "  ,   ,   ,   , 10s",
        "1s,   ,   , 4s, 1s",
        "  , 2s,   , 4s, 2s"
    })
    void theHigherSourceCounts(String argument, String property, String variable, String inFile, String expected)
            throws IOException {
        Path file = Files.writeString(folder.resolve("ms.properties"), inFile == null ? "" : "timeout=" + inFile);
        Properties properties = new Properties();
        Map<String, String> environment = new HashMap<>();
        if (property != null) {
            properties.setProperty("ms.timeout", property);
        }
        if (variable != null) {
            environment.put("MS_TIMEOUT", variable);
        }
        String arguments = "config=" + file + (argument == null ? "" : ",timeout=" + argument);
        assertThat(SettingsReader.read(arguments, properties, environment).get(Keys.TIMEOUT))
                .isEqualTo(Parsers.duration(expected));
    }

    @Test
    void theFileMayBeNamedAnywhere() throws IOException {
        Path file = Files.writeString(folder.resolve("ms.properties"), "log.level = debug \nserve=a,b\n# comment\n");
        Properties properties = new Properties();
        properties.setProperty("ms.config", file.toString());
        assertThat(SettingsReader.read("", properties, Map.of()).get(Keys.LOG_LEVEL))
                .isEqualTo(Log.Level.DEBUG);
        assertThat(SettingsReader.read(null, new Properties(), Map.of("MS_CONFIG", file.toString()))
                        .get(Keys.SERVE))
                .containsExactly("a", "b");
    }

    @Test
    void dotsAndHyphensAreUnderscoresInTheEnvironment() {
        Settings settings = SettingsReader.read(null, new Properties(), Map.of("MS_WORKERS_MAX_BLOCKED", "5"));
        assertThat(settings.get(Keys.WORKERS_MAX_BLOCKED)).isEqualTo(5);
    }

    @Test
    void anEmptyVariableIsNotSet() {
        Settings settings = SettingsReader.read(null, new Properties(), Map.of("MS_TIMEOUT", ""));
        assertThat(settings.get(Keys.TIMEOUT)).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.isSet(Keys.TIMEOUT)).isFalse();
    }

    @Test
    void anUnknownNameIsAnErrorInOneLineThatNamesTheNearest() throws IOException {
        Path file = Files.writeString(folder.resolve("ms.properties"), "timeuot=5s");
        Properties properties = new Properties();
        properties.setProperty("ms.timeuot", "5s");
        refused(() -> SettingsReader.read("timeuot=5s", new Properties(), Map.of()), "agent arguments");
        refused(() -> SettingsReader.read("", properties, Map.of()), "system properties -Dms.*");
        refused(() -> SettingsReader.read("config=" + file, new Properties(), Map.of()), file.toString());
    }

    private static void refused(ThrowingCallable reading, String source) {
        assertThatThrownBy(reading)
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        source + ": timeuot: unknown key (nearest: timeout; -javaagent:ms-agent.jar=help lists all)");
    }

    @Test
    void aBadValueNamesItsSource() {
        assertThatThrownBy(() -> SettingsReader.read("", new Properties(), Map.of("MS_WORKERS", "0")))
                .isInstanceOf(SettingsException.class)
                .hasMessage("environment MS_*: workers: 0 (expected: a whole number from 1 to 4096)");
    }

    @Test
    void anUnknownVariableIsMentionedOnlyIfItLooksMistyped() {
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            SettingsReader.read("", new Properties(), Map.of("MS_OFFICE_HOME", "x", "MS_TIMEUOT", "5s", "PATH", "y"));
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .endsWith("WARN environment: MS_TIMEUOT: unknown and passed over (nearest: MS_TIMEOUT)");
        }
    }

    @Test
    void aSecretOnTheCommandLineIsWarnedOfAndNotShown() {
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            SettingsReader.read("token=sesame-sesame-sesame", new Properties(), Map.of());
            assertThat(log.lines())
                    .singleElement()
                    .asString()
                    .contains("agent arguments: token:", "token.file", "MS_TOKEN")
                    .doesNotContain("sesame");
        }
        try (CapturedLog log = new CapturedLog(Log.Level.WARN, Log.Format.TEXT)) {
            SettingsReader.read("", new Properties(), Map.of("MS_TOKEN", "sesame-sesame-sesame"));
            assertThat(log.lines()).isEmpty();
        }
    }

    @Test
    void theTokenIsGivenInOneWay() {
        assertThatThrownBy(() ->
                        SettingsReader.read("token=sesame-sesame-sesame,token.file=t", new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("agent arguments: token and token.file are both set (expected: one of them)");
    }

    @Test
    void aTokenInTheEnvironmentGoesTogetherWithAFileOnTheCommandLine() {
        Settings settings = SettingsReader.read(
                "token.file=t", new Properties(), Map.of("MS_TOKEN", "sesame-sesame-sesame", "MS_TOKEN_FILE", "u"));
        assertThat(settings.get(Keys.TOKEN)).isEqualTo("sesame-sesame-sesame");
        assertThat(settings.get(Keys.TOKEN_FILE)).isEqualTo(Path.of("t"));
    }

    @Test
    void aMissingOrUnreadableFileIsAnErrorWithItsPath() throws IOException {
        Path missing = folder.resolve("none.properties");
        assertThatThrownBy(() -> SettingsReader.read("config=" + missing, new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage("config: " + missing + ": there is no such file (expected: a readable properties file)");
        assertThatThrownBy(() -> SettingsReader.read("config=" + folder, new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("config: " + folder + ": ");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        assertThatThrownBy(() -> SettingsReader.read("config=" + binary, new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("no properties file in UTF-8");
    }

    @Test
    void aFileCannotNameAnother() throws IOException {
        Path file = Files.writeString(folder.resolve("ms.properties"), "config=other.properties");
        assertThatThrownBy(() -> SettingsReader.read("config=" + file, new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ": config: a settings file cannot name another one");
    }

    @Test
    void helpListsEveryKey() {
        assertThatThrownBy(() -> SettingsReader.read("help", new Properties(), Map.of()))
                .isInstanceOf(SettingsException.class)
                .satisfies(e -> assertThat(e.getMessage())
                        .contains(Keys.all().stream().map(Key::name).toList())
                        .contains(Keys.all().stream().map(Key::meaning).toList()));
    }
}
