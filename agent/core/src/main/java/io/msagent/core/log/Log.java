package io.msagent.core.log;

import io.msagent.core.call.CallContext;
import java.io.PrintStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes one line a message. Safe for use by any thread; never throws.
 *
 * <p>What is written while a provider's thread works for a call carries the call id.
 *
 * <p>Starts at level {@link Level#WARN} to standard error, and stays there unless {@link #configure} says otherwise.
 */
public final class Log {
    private static volatile Level threshold = Level.WARN;
    private static volatile Format format = Format.TEXT;
    private static volatile @Nullable PrintStream target;

    /** From everything to nothing. */
    public enum Level {
        DEBUG,
        INFO,
        WARN,
        ERROR,
        OFF
    }

    /** How a line looks. */
    public enum Format {
        TEXT,
        JSON
    }

    private Log() {}

    /**
     * Sets what is written, how and where.
     *
     * @param newTarget null for standard error
     */
    public static void configure(Level level, Format newFormat, @Nullable PrintStream newTarget) {
        threshold = level;
        format = newFormat;
        target = newTarget;
    }

    /** Whether a message of this level is written. */
    public static boolean isOn(Level level) {
        return level.compareTo(threshold) >= 0 && level != Level.OFF;
    }

    /** For whoever looks for a fault in the agent. */
    public static void debug(String message) {
        write(Level.DEBUG, message, null);
    }

    /** What happened in the normal run of things. */
    public static void info(String message) {
        write(Level.INFO, message, null);
    }

    /** A person should look at this some time. */
    public static void warn(String message) {
        write(Level.WARN, message, null);
    }

    /** A person should look at this now. */
    public static void error(String message) {
        write(Level.ERROR, message, null);
    }

    /** Any level, with what was thrown: its stack trace is written at level {@link Level#DEBUG} only. */
    public static void write(Level level, String message, @Nullable Throwable thrown) {
        if (!isOn(level)) {
            return;
        }
        String text = thrown == null ? message : message + ": " + thrown;
        PrintStream out = target;
        (out == null ? System.err : out).println(line(level, text));
        if (thrown != null && isOn(Level.DEBUG)) {
            thrown.printStackTrace(out == null ? System.err : out);
        }
    }

    private static String line(Level level, String text) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        CallContext call = CallContext.current();
        if (format == Format.TEXT) {
            String id = call == null ? "" : "call " + call.id().value() + " ";
            return "ms-agent " + now + " " + level + " " + id + text;
        }
        String id = call == null ? "" : "\"call\":\"" + call.id().value() + "\",";
        return "{\"time\":\"" + now + "\",\"level\":\"" + level + "\"," + id + "\"message\":\"" + escape(text) + "\"}";
    }

    private static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
