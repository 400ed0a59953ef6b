package io.msagent.core.call;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The W3C headers of a distributed trace (<a href="https://www.w3.org/TR/trace-context/">Trace Context</a>, <a
 * href="https://www.w3.org/TR/baggage/">Baggage</a>), as they came or as they go out. Not interpreted: what does not look
 * like a header is dropped, because a trace must never be the reason for a call to fail.
 *
 * @param parent {@code traceparent}, or null
 * @param state {@code tracestate}, or null; never without a parent
 * @param baggage {@code baggage}, or null
 */
public record Trace(
        @Nullable String parent,
        @Nullable String state,
        @Nullable String baggage) {
    public static final String PARENT = "traceparent";
    public static final String STATE = "tracestate";
    public static final String BAGGAGE = "baggage";

    /** Nothing to pass on. */
    public static final Trace NONE = new Trace(null, null, null);

    /** A version 0 parent has 55; later ones may be longer. */
    private static final int MOST_PARENT = 256;
    /** 512 must be passed on at least, by the specification. */
    private static final int MOST_STATE = 2_048;
    /** The specification's own limit is 8,192, but all headers of a call together have to fit into 16 KiB. */
    private static final int MOST_BAGGAGE = 4_096;

    private static final int ID_BEGINS = 3;
    private static final int ID_ENDS = 35;

    /** Drops what is too long or not visible ASCII. */
    public Trace {
        parent = fit(parent, MOST_PARENT);
        state = parent == null ? null : fit(state, MOST_STATE);
        baggage = fit(baggage, MOST_BAGGAGE);
    }

    /** Whether there is nothing to pass on. */
    public boolean isEmpty() {
        return parent == null && baggage == null;
    }

    /** Whether both belong to the same trace. */
    public boolean continues(Trace other) {
        String mine = traceId();
        return mine != null && mine.equals(other.traceId());
    }

    /** Names and values of the headers there are. */
    public void forEach(BiConsumer<String, String> header) {
        if (parent != null) {
            header.accept(PARENT, parent);
        }
        if (state != null) {
            header.accept(STATE, state);
        }
        if (baggage != null) {
            header.accept(BAGGAGE, baggage);
        }
    }

    private @Nullable String traceId() {
        return parent == null || parent.length() < ID_ENDS ? null : parent.substring(ID_BEGINS, ID_ENDS);
    }

    private static @Nullable String fit(@Nullable String value, int most) {
        if (value == null || value.isBlank() || value.length() > most) {
            return null;
        }
        return value.chars().allMatch(c -> (c >= ' ' && c <= '~') || c == '\t') ? value : null;
    }
}
