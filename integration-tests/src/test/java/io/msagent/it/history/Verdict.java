package io.msagent.it.history;

/** What the checker says of the history of one object. */
public sealed interface Verdict {

    /** Whether there is an order that explains every answer. */
    default boolean passed() {
        return this instanceof Linearizable;
    }

    /**
     * There is such an order.
     *
     * @param steps how many were tried until it was found
     */
    record Linearizable(long steps) implements Verdict {}

    /**
     * There is none.
     *
     * @param explained how many calls the longest explanation has that was found
     * @param stuck the call whose answer nothing explains after it
     * @param state the object's state there
     */
    record NotLinearizable(int explained, Operation stuck, String state) implements Verdict {}

    /**
     * Nobody knows, because the search has reached a bound. That is no pass.
     *
     * @param bound which
     */
    record GaveUp(String bound) implements Verdict {}
}
