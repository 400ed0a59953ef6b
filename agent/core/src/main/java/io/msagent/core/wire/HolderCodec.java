package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A value that holds another or nothing, as {@link java.util.Optional}: a JSON array of one or of none, so that an empty
 * one is not a null.
 */
final class HolderCodec<T> extends ValueCodec {
    /** How to look into a holder and how to make one. */
    record Form<T>(
            Class<T> type,
            Function<T, Boolean> isPresent,
            Function<T, @Nullable Object> get,
            Function<@Nullable Object, T> of,
            @Nullable T empty) {}

    private final Form<T> form;
    private final Slot content;

    HolderCodec(Form<T> form, Slot content) {
        this.form = form;
        this.content = content;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        T holder = form.type().cast(value);
        out.enter(value);
        out.json.writeStartArray();
        if (form.isPresent().apply(holder)) {
            content.write(form.get().apply(holder), out);
        }
        out.json.writeEndArray();
        out.leave();
    }

    @Override
    Object read(WireReader in) throws IOException {
        in.expect(JsonToken.START_ARRAY, expected());
        in.enter();
        T holder = form.empty();
        if (in.next() != JsonToken.END_ARRAY) {
            holder = hold(content.read(in), in);
            in.next();
        }
        in.expect(JsonToken.END_ARRAY, expected());
        in.leave();
        if (holder == null) {
            throw in.found(expected());
        }
        return holder;
    }

    private T hold(@Nullable Object value, WireReader in) throws IOException {
        try {
            return form.of().apply(value);
        } catch (NullPointerException e) {
            throw in.unfit(expected(), e);
        }
    }

    @Override
    String expected() {
        return form.type().getName() + ", an array of at most one";
    }
}
