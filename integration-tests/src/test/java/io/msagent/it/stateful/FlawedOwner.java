package io.msagent.it.stateful;

import java.util.ArrayList;
import java.util.List;

/** Owns one cart, and now and then does what an owner must not. Safe for use by any thread. */
final class FlawedOwner {
    private static final int NOW_AND_THEN = 40;

    private final Flaw flaw;
    private List<String> items = new ArrayList<>();
    private List<String> before = new ArrayList<>();
    private int calls;

    /** What is wrong with it. */
    enum Flaw {
        /** Nothing. */
        NONE,
        /** A former owner serves a call with the state that it remembers, and what it does is lost. */
        FORMER_OWNER_SERVES,
        /** A repeated call runs again. */
        APPLIED_TWICE,
        /** The answer was there before the effect was kept, and then the owner died. */
        ANSWERED_TOO_EARLY
    }

    FlawedOwner(Flaw flaw) {
        this.flaw = flaw;
    }

    synchronized String put(String item) {
        boolean now = ++calls % NOW_AND_THEN == 0;
        if (now && flaw == Flaw.FORMER_OWNER_SERVES) {
            List<String> remembered = new ArrayList<>(before);
            remembered.add(item);
            return String.join(" ", remembered);
        }
        before = List.copyOf(items);
        items.add(item);
        String answer = String.join(" ", items);
        if (now && flaw == Flaw.APPLIED_TWICE) {
            items.add(item);
        }
        if (now && flaw == Flaw.ANSWERED_TOO_EARLY) {
            items = new ArrayList<>(before);
        }
        return answer;
    }

    synchronized String checkOut() {
        String all = String.join(" ", items);
        before = List.of();
        items = new ArrayList<>();
        return all;
    }
}
