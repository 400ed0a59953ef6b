package io.msagent.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.log.Log;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogSettingsTest {
    @TempDir
    Path folder;

    @AfterEach
    void asAtStart() {
        Log.configure(Log.Level.WARN, Log.Format.TEXT, null);
    }

    @Test
    void setsLevelFormatAndFile() {
        Path file = folder.resolve("agent.log");
        LogSettings.apply(Settings.of(Map.of("log.level", "info", "log.format", "json", "log.file", file.toString())));
        Log.debug("unheard");
        Log.info("heard");
        assertThat(file).content().hasLineCount(1).contains("\"level\":\"INFO\",\"message\":\"heard\"");
    }

    @Test
    void aFileThatCannotBeOpenedIsASettingsError() {
        assertThatThrownBy(() -> LogSettings.apply(Settings.of(Map.of("log.file", folder.toString()))))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("log.file: log file " + folder);
    }
}
