package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A place whose values may be of other classes than the declared one: those say theirs. What is not said is the declared
 * type, so that a hand-written request needs no class names.
 */
final class PolymorphicSlot extends Slot {
    private final TypeRef declared;
    private final CodecFactory factory;
    private final Map<Class<?>, Target> byClass = new ConcurrentHashMap<>();
    private final Map<String, ValueCodec> byTag = new ConcurrentHashMap<>();
    /** Found at first use, because an application's types refer to themselves. */
    private volatile @Nullable ValueCodec usual;

    private final boolean natural;

    PolymorphicSlot(TypeRef declared, CodecFactory factory) {
        this.declared = declared;
        this.factory = factory;
        this.natural = NaturalJson.applies(declared.raw());
    }

    @Override
    void write(@Nullable Object value, WireWriter out) throws IOException {
        if (value == null) {
            out.json.writeNull();
        } else if (!natural || !NaturalJson.write(value, out)) {
            target(value.getClass()).write(value, out);
        }
    }

    private Target target(Class<?> type) {
        Target known = byClass.get(type);
        if (known == null) {
            known = factory.targets().of(declared, type);
            byClass.put(type, known);
        }
        return known;
    }

    @Override
    @Nullable
    Object read(WireReader in) throws IOException {
        if (in.at(JsonToken.VALUE_NULL)) {
            return null;
        }
        if (in.at(JsonToken.START_OBJECT)) {
            in.next();
            return in.atProperty(Target.CLASS)
                    ? readTagged(in)
                    : usual(in, "an object").readOpened(in);
        }
        Object simple = natural ? NaturalJson.read(in) : null;
        if (simple == null) {
            return usual(in, null).read(in);
        }
        if (!declared.raw().isInstance(simple)) {
            throw in.found(expected());
        }
        return simple;
    }

    private ValueCodec usual(WireReader in, @Nullable String found) throws IOException {
        ValueCodec codec = usual;
        if (codec == null) {
            codec = factory.usual(declared);
            usual = codec;
        }
        if (codec == null) {
            String expected = expected() + ", an object that begins with \"@class\"";
            throw found == null ? in.found(expected) : new Misfit("found " + found + " (expected: " + expected + ")");
        }
        return codec;
    }

    private Object readTagged(WireReader in) throws IOException {
        in.next();
        ValueCodec codec = tagged(in.string("a class name"));
        in.next();
        if (codec.hasProperties()) {
            return codec.readOpened(in);
        }
        in.property(ContentsCodec.VALUE);
        Object value;
        if (in.at(JsonToken.START_OBJECT)) {
            in.next();
            value = codec.readOpened(in);
        } else {
            value = codec.read(in);
        }
        in.next();
        in.expect(JsonToken.END_OBJECT, "the end of the object");
        return value;
    }

    private ValueCodec tagged(String tag) {
        ValueCodec known = byTag.get(tag);
        if (known == null) {
            known = factory.targets().named(declared, tag);
            byTag.put(tag, known);
        }
        return known;
    }

    @Override
    String expected() {
        return declared.toString();
    }
}
