package io.msagent.orchestrator.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Tells lines that were shown before a connection broke from those that came meanwhile. */
final class SeenLines {
    private static final int REMEMBERED = 20;

    private final Deque<String> shown = new ArrayDeque<>();
    private final List<String> held = new ArrayList<>();
    private long toHold;

    /**
     * A connection begins.
     *
     * @param again whether it is not the first
     * @param before how many of its lines are from before it
     */
    void begin(boolean again, long before) {
        held.clear();
        toHold = again ? before : 0;
    }

    /** The lines to be shown now that this one has come. */
    List<String> take(String line) {
        if (toHold == 0) {
            remember(line);
            return List.of(line);
        }
        held.add(line);
        if (held.size() < toHold) {
            return List.of();
        }
        toHold = 0;
        List<String> fresh = List.copyOf(held.subList(after(), held.size()));
        fresh.forEach(this::remember);
        return fresh;
    }

    /** Where in what is held the new begins: behind what was shown last; at its beginning, if that is not there any more. */
    private int after() {
        List<String> last = List.copyOf(shown);
        for (int end = held.size(); end > 0; end--) {
            int count = Math.min(last.size(), end);
            if (count > 0 && held.subList(end - count, end).equals(last.subList(last.size() - count, last.size()))) {
                return end;
            }
        }
        return 0;
    }

    private void remember(String line) {
        shown.add(line);
        if (shown.size() > REMEMBERED) {
            shown.remove();
        }
    }
}
