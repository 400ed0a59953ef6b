package io.msagent.orchestrator.cli;

import java.util.function.IntFunction;

/**
 * Makes foreign text fit for a terminal. Ids, notes and reasons come from whoever can write to the registry, and a control
 * character among them could rewrite what was shown before, or make the terminal type.
 */
final class Printable {
    private Printable() {}

    /** On one line: blanks for line feeds and tabs, question marks for the rest that steers a terminal. */
    static String text(String foreign) {
        return replaced(foreign, c -> c == '\n' || c == '\t' ? " " : "?");
    }

    /** A line of a log: with its tabs. */
    static String line(String foreign) {
        return replaced(foreign, c -> c == '\t' ? "\t" : "?");
    }

    /** JSON that means the same; it has these characters within strings only, but for the line feeds between. */
    static String json(String json) {
        return replaced(json, c -> c == '\n' ? "\n" : escaped(c));
    }

    private static String escaped(int character) {
        StringBuilder text = new StringBuilder();
        for (char unit : Character.toChars(character)) {
            text.append(String.format("\\u%04x", (int) unit));
        }
        return text.toString();
    }

    private static String replaced(String foreign, IntFunction<String> replacement) {
        StringBuilder text = new StringBuilder(foreign.length());
        foreign.codePoints().forEach(c -> {
            if (steers(c)) {
                text.append(replacement.apply(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }

    /** Controls of both sets, marks of direction and other invisible ones, line and paragraph separators, halves of pairs. */
    private static boolean steers(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
