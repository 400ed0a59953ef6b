package io.msagent.core.log;

import org.jspecify.annotations.Nullable;

/**
 * What the libraries beneath say, one step quieter than they say it: their errors are mostly one connection's trouble,
 * which the call's own outcome tells better. Their debugging is dropped, because it shows headers and so the token.
 */
final class LibraryLog {
    private LibraryLog() {}

    /** Our level for a library's, or {@link Log.Level#OFF} for what is dropped. */
    static Log.Level level(String libraryLevel) {
        return switch (libraryLevel) {
            case "FATAL", "ERROR" -> Log.Level.WARN;
            case "WARN" -> Log.Level.INFO;
            case "INFO" -> Log.Level.DEBUG;
            default -> Log.Level.OFF;
        };
    }

    static boolean isOn(String libraryLevel) {
        return Log.isOn(level(libraryLevel));
    }

    static void write(String libraryLevel, String logger, String message, @Nullable Throwable thrown) {
        Log.write(level(libraryLevel), logger + ": " + message, thrown);
    }
}
