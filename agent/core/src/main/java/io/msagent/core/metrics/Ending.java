package io.msagent.core.metrics;

/** How something ended: one of a fixed set, so that there are only so many series. Implemented by enums. */
public interface Ending {
    /** Its number among its kind, from 0. */
    int ordinal();

    /** Value of {@link Label#STATUS}. */
    String status();

    /** Value of {@link Label#ERROR}; empty if nothing went wrong. */
    String error();
}
