package io.msagent.core.wire;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A place with a declared type: a parameter, a field, an element. Knows null and classes other than the declared one. */
abstract class Slot {
    abstract void write(@Nullable Object value, WireWriter out) throws IOException;

    /** The current token is the value's first one and ends as its last. */
    abstract @Nullable Object read(WireReader in) throws IOException;

    /** Whether null is a value here. */
    boolean takesNull() {
        return true;
    }

    /** What a message says was expected. */
    abstract String expected();
}
