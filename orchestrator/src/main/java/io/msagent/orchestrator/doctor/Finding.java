package io.msagent.orchestrator.doctor;

import java.util.Locale;

/**
 * What a check found.
 *
 * @param check what was looked at, in a word or two
 * @param level {@code ok}, {@code warn} or {@code fail}
 * @param detail what was seen
 * @param hint what to do; empty if nothing need be done
 */
public record Finding(String check, String level, String detail, String hint) {
    /** How bad it is. */
    enum Level {
        OK,
        WARN,
        FAIL
    }

    static Finding ok(String check, String detail) {
        return of(Level.OK, check, detail, "");
    }

    static Finding warn(String check, String detail, String hint) {
        return of(Level.WARN, check, detail, hint);
    }

    static Finding fail(String check, String detail, String hint) {
        return of(Level.FAIL, check, detail, hint);
    }

    private static Finding of(Level level, String check, String detail, String hint) {
        return new Finding(check, level.name().toLowerCase(Locale.ROOT), detail, hint);
    }

    /** Whether something does not work. */
    public boolean failed() {
        return level.equals("fail");
    }
}
