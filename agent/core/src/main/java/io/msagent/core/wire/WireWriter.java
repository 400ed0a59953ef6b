package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import java.util.Arrays;

/** One value being written: the JSON and the objects that stand open around the current place. For one thread. */
final class WireWriter {
    final JsonGenerator json;
    private final int maxDepth;
    private final OpenObjects objects = new OpenObjects();
    private Object[] open = new Object[16];
    private int depth;
    private int exceptions;

    WireWriter(JsonGenerator json, int maxDepth) {
        this.json = json;
        this.maxDepth = maxDepth;
    }

    /** For a part that is written apart, because it may fail, and then put into this one. */
    WireWriter apart(JsonGenerator other) {
        WireWriter writer = new WireWriter(other, maxDepth);
        writer.open = open.clone();
        writer.depth = depth;
        writer.exceptions = exceptions;
        writer.objects.addAll(objects);
        return writer;
    }

    OpenObjects objects() {
        return objects;
    }

    /** Counts an exception in this value. */
    void countException() {
        exceptions++;
    }

    /** Whether one more would not be more than this many. */
    boolean roomForException(int most) {
        return exceptions < most && depth < maxDepth;
    }

    /** Whether this object stands open around the current place. */
    boolean isOpen(Object value) {
        for (int i = 0; i < depth; i++) {
            if (open[i] == value) {
                return true;
            }
        }
        return false;
    }

    /** Before the parts of a composed value. The scan is short because the path is. */
    void enter(Object value) {
        for (int i = depth - 1; i >= 0; i--) {
            if (open[i] == value) {
                throw new Misfit("refers back to a " + value.getClass().getName() + " that contains it, " + (depth - i)
                        + " levels up (expected: a value without cycles)");
            }
        }
        if (depth == maxDepth) {
            throw new Misfit(WireReader.tooDeep(maxDepth));
        }
        if (depth == open.length) {
            open = Arrays.copyOf(open, depth * 2);
        }
        open[depth++] = value;
    }

    /** After them; not needed when an exception ends the writing. */
    void leave() {
        open[--depth] = "";
    }
}
