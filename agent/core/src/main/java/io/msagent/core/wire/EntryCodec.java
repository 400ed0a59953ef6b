package io.msagent.core.wire;

import java.io.IOException;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;

/** An entry on its own; arrives as a {@link SimpleEntry} or, if asked for, as a {@link SimpleImmutableEntry}. */
final class EntryCodec extends ValueCodec {
    private final Slot key;
    private final Slot value;
    private final boolean immutable;

    EntryCodec(Slot key, Slot value, boolean immutable) {
        this.key = key;
        this.value = value;
        this.immutable = immutable;
    }

    @Override
    void write(Object entry, WireWriter out) throws IOException {
        out.enter(entry);
        Pairs.write((Map.Entry<?, ?>) entry, key, value, out);
        out.leave();
    }

    @Override
    Object read(WireReader in) throws IOException {
        in.enter();
        SimpleEntry<?, ?> entry = Pairs.read(key, value, in);
        in.leave();
        return immutable ? new SimpleImmutableEntry<>(entry) : entry;
    }

    @Override
    String expected() {
        return "an array of key and value";
    }
}
