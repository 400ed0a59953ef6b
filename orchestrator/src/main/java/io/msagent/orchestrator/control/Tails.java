package io.msagent.orchestrator.control;

import java.util.List;

/** The last words of an instance, for who waits for it and for whoever looks later. */
final class Tails {
    static final int LINES = 40;

    private Tails() {}

    /** The end of these lines, at most so many characters. */
    static String cut(List<String> lines, int most) {
        String text = String.join("\n", lines);
        return text.substring(Math.max(0, text.length() - most));
    }

    /** To follow a reason. */
    static String after(String tail) {
        return tail.isEmpty()
                ? "; it wrote nothing"
                : "; the last " + tail.lines().count() + " lines of its output:\n" + tail;
    }
}
