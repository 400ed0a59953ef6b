package io.msagent.core.wire;

import java.io.IOException;

/** Writes and reads the values of exactly one class; never null, never tagged. Immutable. */
abstract class ValueCodec {

    abstract void write(Object value, WireWriter out) throws IOException;

    /** Reads a value that is no JSON object; the current token is its first one and ends as its last. */
    abstract Object read(WireReader in) throws IOException;

    /** Reads a value whose opening brace has been read: the current token is a property or the closing brace. */
    Object readOpened(WireReader in) throws IOException {
        throw new Misfit("found an object (expected: " + expected() + ")");
    }

    /** Whether the value is a JSON object whose properties are its own, so that its class may stand among them. */
    boolean hasProperties() {
        return false;
    }

    /** Writes only what stands between the braces; for codecs that have properties. */
    void writeProperties(Object value, WireWriter out) throws IOException {
        throw new IllegalStateException(expected() + " has no properties");
    }

    /** What a message says was expected. */
    abstract String expected();
}
