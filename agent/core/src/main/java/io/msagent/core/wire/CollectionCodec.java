package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A collection as a JSON array of its elements in their order. */
final class CollectionCodec extends ContentsCodec {
    private final Class<?> type;
    private final Slot element;
    private final Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> maker;
    private final BiPredicate<Collection<@Nullable Object>, @Nullable Object> adder;

    CollectionCodec(
            Class<?> type,
            Slot element,
            Comparators comparators,
            Function<@Nullable Comparator<Object>, Collection<@Nullable Object>> maker,
            BiPredicate<Collection<@Nullable Object>, @Nullable Object> adder) {
        super(comparators);
        this.type = type;
        this.element = element;
        this.maker = maker;
        this.adder = adder;
    }

    @Override
    void writeContents(Object value, WireWriter out) throws IOException {
        out.json.writeStartArray();
        int i = 0;
        for (Object each : (Iterable<?>) value) {
            try {
                element.write(each, out);
            } catch (Misfit e) {
                throw e.in(i);
            }
            i++;
        }
        out.json.writeEndArray();
    }

    @Override
    Collection<@Nullable Object> create(@Nullable Comparator<Object> comparator) {
        return maker.apply(comparator);
    }

    @Override
    @SuppressWarnings("unchecked")
    void readContents(Object value, WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, expected());
        in.enter();
        Collection<@Nullable Object> collection = (Collection<@Nullable Object>) value;
        for (int i = 0; in.next() != JsonToken.END_ARRAY; i++) {
            try {
                add(collection, element.read(in));
            } catch (Misfit e) {
                throw e.in(i);
            }
        }
        in.leave();
    }

    private void add(Collection<@Nullable Object> collection, @Nullable Object each) {
        boolean added;
        try {
            added = adder.test(collection, each);
        } catch (NullPointerException | ClassCastException | IllegalArgumentException e) {
            throw new Misfit("a " + type.getName() + " does not take this element: " + e, e);
        }
        if (!added && collection instanceof Set) {
            throw new Misfit("found an element twice (expected: a set)");
        }
    }

    @Override
    String expected() {
        return type.getName();
    }
}
