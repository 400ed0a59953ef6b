package io.msagent.core.config;

import io.msagent.core.log.Log;
import io.msagent.core.log.LogFile;
import java.io.UncheckedIOException;

/** Applies {@code log.level}, {@code log.format} and {@code log.file} to the process's {@link Log}. */
public final class LogSettings {
    private LogSettings() {}

    /**
     * Sets level, form and target of the log.
     *
     * @throws SettingsException if the log file cannot be opened
     */
    public static void apply(Settings settings) {
        try {
            Log.configure(
                    settings.get(Keys.LOG_LEVEL),
                    settings.get(Keys.LOG_FORMAT),
                    settings.find(Keys.LOG_FILE).map(LogFile::open).orElse(null));
        } catch (UncheckedIOException e) {
            throw new SettingsException(Keys.LOG_FILE.name() + ": " + e.getMessage());
        }
    }
}
