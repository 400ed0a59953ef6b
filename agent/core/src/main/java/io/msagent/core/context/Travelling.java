package io.msagent.core.context;

import io.msagent.core.call.Trace;
import java.util.function.BiConsumer;

/**
 * What travels with one call beside its arguments. Immutable.
 *
 * @param trace the trace it belongs to
 * @param carried what the application's carriers take along
 */
public record Travelling(Trace trace, Carried carried) {
    /** Nothing. */
    public static final Travelling NONE = new Travelling(Trace.NONE, Carried.NONE);

    /** Names and values of the headers it travels in. */
    public void forEachHeader(BiConsumer<String, String> header) {
        trace.forEach(header);
        String text = carried.header();
        if (!text.isEmpty()) {
            header.accept(Carried.HEADER, text);
        }
    }
}
