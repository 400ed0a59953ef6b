package io.msagent.core.wire;

import java.lang.reflect.Modifier;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Builds the codec of each type once, for the classes that one class loader sees. Safe for use by any thread.
 *
 * <p>Types refer to themselves, so an application's class is looked into only when its first value travels; what a
 * declared type shows on its face is checked at once.
 */
final class CodecFactory {
    private final Map<TypeRef, Slot> slots = new ConcurrentHashMap<>();
    private final Map<TypeRef, ValueCodec> codecs = new ConcurrentHashMap<>();
    private final Comparators comparators = new Comparators(this);
    private final ModuleOpener opener;
    private final Targets targets;
    private final ThrowableTypes throwables;

    CodecFactory(WireOptions options, JsonText text, @Nullable ClassLoader loader) {
        opener = options.opener();
        ClassNames names = new ClassNames(loader);
        targets = new Targets(this, new AllowList(options.allow()), names);
        throwables = new ThrowableTypes(this, names, text);
    }

    ModuleOpener opener() {
        return opener;
    }

    Targets targets() {
        return targets;
    }

    Comparators comparators() {
        return comparators;
    }

    ThrowableTypes throwables() {
        return throwables;
    }

    /** The place of this type. Throws if the type itself shows that its values cannot travel. */
    Slot slot(TypeRef type) {
        Slot known = slots.get(type);
        if (known == null) {
            known = newSlot(type);
            slots.put(type, known);
        }
        return known;
    }

    private Slot newSlot(TypeRef type) {
        Class<?> raw = type.raw();
        Slot primitive = Primitives.slot(raw);
        if (primitive != null) {
            return primitive;
        }
        if (Throwable.class.isAssignableFrom(raw)) {
            return new ThrowableSlot(raw, throwables);
        }
        TravellingTypes.whyNot(raw.getName()).ifPresent(why -> {
            throw new Misfit(raw.getTypeName() + " cannot travel: " + why);
        });
        if (JdkTypes.isJdk(raw) || raw.isArray()) {
            ValueCodec codec = usual(type);
            boolean fixed = raw.isEnum() || Modifier.isFinal(raw.getModifiers()) && !raw.isArray();
            if (codec != null
                    && (fixed || raw.isArray() && raw.getComponentType().isPrimitive())) {
                return new FixedSlot(codec);
            }
        } else if (raw.isEnum()) {
            return new FixedSlot(new EnumCodec(raw));
        }
        CopiedCodec copied = CopiedCodec.of(type, this);
        if (copied != null) {
            return new FixedSlot(copied);
        }
        return new PolymorphicSlot(type, this);
    }

    /** The codec of values at a place of this type that do not say their class; null if they must. */
    @Nullable
    ValueCodec usual(TypeRef declared) {
        Class<?> raw = declared.raw();
        if (raw == Object.class) {
            return null;
        }
        Class<?> as = raw;
        if (JdkTypes.isJdk(raw) && CollectionKinds.isCollection(raw)) {
            as = CollectionKinds.defaultFor(raw);
        } else if (JdkTypes.isJdk(raw) && MapKinds.isMap(raw)) {
            as = MapKinds.defaultFor(raw);
        } else if (raw == Map.Entry.class) {
            as = SimpleEntry.class;
        }
        if (as == null) {
            throw new Misfit(raw.getTypeName() + " cannot travel: no collection that travels is one");
        }
        return exact(TypeResolver.narrow(declared, as));
    }

    /** The codec of exactly this class; null if it is abstract. Throws if its values cannot travel. */
    @Nullable
    ValueCodec exact(TypeRef type) {
        ValueCodec known = codecs.get(type);
        if (known == null) {
            known = newCodec(type);
            if (known == null) {
                return null;
            }
            ValueCodec earlier = codecs.putIfAbsent(type, known);
            known = earlier == null ? known : earlier;
        }
        return known;
    }

    private @Nullable ValueCodec newCodec(TypeRef type) {
        Class<?> raw = type.raw();
        if (raw.isArray()) {
            ValueCodec primitive = Primitives.array(raw);
            TypeRef component = type.component();
            return primitive != null || component == null
                    ? primitive
                    : new ArrayCodec(component.raw(), slot(component));
        }
        if (raw.isEnum()) {
            return new EnumCodec(raw);
        }
        return JdkTypes.isJdk(raw) ? jdk(type) : application(type);
    }

    private @Nullable ValueCodec jdk(TypeRef type) {
        Class<?> raw = type.raw();
        ValueCodec codec = Scalars.codec(raw);
        codec = codec != null ? codec : Holders.codec(type, this);
        codec = codec != null ? codec : CollectionKinds.codec(type, this);
        codec = codec != null ? codec : MapKinds.codec(type, this);
        if (codec != null) {
            return codec;
        }
        if (raw == SimpleEntry.class || raw == SimpleImmutableEntry.class) {
            Slot key = slot(TypeResolver.argument(type, Map.Entry.class, 0));
            Slot value = slot(TypeResolver.argument(type, Map.Entry.class, 1));
            return new EntryCodec(key, value, raw == SimpleImmutableEntry.class);
        }
        if (raw == Object.class) {
            return new PlainObjectCodec();
        }
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            return null;
        }
        throw new Misfit(raw.getTypeName() + " cannot travel: "
                + TravellingTypes.whyNot(raw.getName()).orElse("it is no value that is known to travel"));
    }

    private @Nullable ValueCodec application(TypeRef type) {
        Class<?> raw = type.raw();
        if (raw.isInterface() || Modifier.isAbstract(raw.getModifiers())) {
            return null;
        }
        if (Throwable.class.isAssignableFrom(raw)) {
            throw new Misfit(raw.getName() + " cannot travel here (expected: a place declared as an exception)");
        }
        return raw.isRecord() ? new RecordCodec(type, this) : new FieldsCodec(type, this);
    }
}
