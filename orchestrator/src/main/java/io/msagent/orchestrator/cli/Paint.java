package io.msagent.orchestrator.cli;

import java.util.Map;

/** Colours for a terminal, or none. */
final class Paint {
    /** The launcher script knows whether the output is one ({@code test -t 1}); the JDK does not tell. */
    static final String TERMINAL = "ms-agent.terminal";

    private static final Map<String, String> STATES = Map.of(
            "serving", "32",
            "congested", "33",
            "starting", "36",
            "quarantined", "35",
            "quiescing", "34",
            "dead", "31",
            "retired", "90");

    private final boolean colours;

    private Paint(boolean colours) {
        this.colours = colours;
    }

    /** As a person wants it; {@code NO_COLOR} is the convention of no-color.org. */
    static Paint of(boolean noColor) {
        String forbidden = System.getenv("NO_COLOR");
        return new Paint(!noColor && isTerminal() && (forbidden == null || forbidden.isEmpty()));
    }

    static boolean isTerminal() {
        return Boolean.getBoolean(TERMINAL);
    }

    static Paint none() {
        return new Paint(false);
    }

    /** A state in its colour; other words as they are. */
    String state(String state) {
        String code = STATES.get(state.strip());
        return code == null ? state : coloured(code, state);
    }

    String bad(String text) {
        return coloured("31", text);
    }

    String good(String text) {
        return coloured("32", text);
    }

    String doubtful(String text) {
        return coloured("33", text);
    }

    String faint(String text) {
        return coloured("90", text);
    }

    private String coloured(String code, String text) {
        return colours && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
