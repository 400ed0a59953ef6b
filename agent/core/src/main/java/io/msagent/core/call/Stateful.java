package io.msagent.core.call;

import org.jspecify.annotations.Nullable;

/**
 * What a method of a stateful service is beside a method.
 *
 * @param kind where its state is kept
 * @param keyParameter which parameter is the key, from 0; -1: the transaction's id takes its place
 * @param refusal why it cannot be called at all, for the user: a use of it that could only go wrong; null if it can be
 */
public record Stateful(
        Kind kind, int keyParameter, @Nullable String refusal) {

    /** The same, which cannot be called for this reason; unchanged without one, or if there was another before. */
    public Stateful refused(@Nullable String why) {
        return why == null || refusal != null ? this : new Stateful(kind, keyParameter, why);
    }

    /** Where state is kept; the constants' names in lower case stand in registrations. */
    public enum Kind {
        /** In the owner's memory. */
        MEMORY,
        /** In the store, together with the outcomes of calls. */
        DURABLE,
        /** Where the application keeps it. */
        EXTERNAL
    }
}
