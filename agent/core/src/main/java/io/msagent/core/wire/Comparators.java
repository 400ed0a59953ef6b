package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The order of a sorted collection or map. The natural order is not written; the JDK's others go by name, an
 * application's comparators as values of a general type, so that {@code wire.allow} must name them.
 */
final class Comparators {
    static final String PROPERTY = "@comparator";
    private static final String NATURAL = "natural";
    private static final String REVERSE = "reverse";
    private static final String IGNORE_CASE = "ignore-case";

    private final CodecFactory factory;

    Comparators(CodecFactory factory) {
        this.factory = factory;
    }

    /** The comparator of a collection or map; null for those that have none. */
    static @Nullable Comparator<?> of(Object value) {
        if (value instanceof SortedSet<?> set) {
            return set.comparator();
        }
        if (value instanceof SortedMap<?, ?> map) {
            return map.comparator();
        }
        return value instanceof PriorityQueue<?> queue ? queue.comparator() : null;
    }

    void write(Comparator<?> comparator, WireWriter out) throws IOException {
        if (comparator == Comparator.naturalOrder()) {
            out.json.writeString(NATURAL);
        } else if (comparator == Collections.reverseOrder()) {
            out.json.writeString(REVERSE);
        } else if (comparator == String.CASE_INSENSITIVE_ORDER) {
            out.json.writeString(IGNORE_CASE);
        } else {
            general().write(comparator, out);
        }
    }

    @SuppressWarnings("unchecked")
    @Nullable
    Comparator<Object> read(WireReader in) throws IOException {
        if (!in.at(JsonToken.VALUE_STRING)) {
            return (Comparator<Object>) general().read(in);
        }
        Comparator<?> named = switch (in.json.getText()) {
            case NATURAL -> Comparator.naturalOrder();
            case REVERSE -> Collections.reverseOrder();
            case IGNORE_CASE -> String.CASE_INSENSITIVE_ORDER;
            default -> throw in.found("one of " + NATURAL + ", " + REVERSE + ", " + IGNORE_CASE);
        };
        return (Comparator<Object>) named;
    }

    private Slot general() {
        return factory.slot(TypeResolver.plain(Comparator.class));
    }
}
