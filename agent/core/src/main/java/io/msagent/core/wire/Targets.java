package io.msagent.core.wire;

import java.lang.reflect.Proxy;
import java.util.AbstractMap.SimpleEntry;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides which classes may stand where. An application's class may stand where a supertype of it from the application
 * is declared; where only the JDK's general types are declared, {@code wire.allow} must name it. Of the JDK only the
 * known values may stand anywhere. The same rules hold for what is written and for what is read.
 */
final class Targets {
    private final CodecFactory factory;
    private final AllowList allowed;
    private final ClassNames names;

    Targets(CodecFactory factory, AllowList allowed, ClassNames names) {
        this.factory = factory;
        this.allowed = allowed;
        this.names = names;
    }

    /** How values of a class travel. */
    Target of(TypeRef declared, Class<?> type) {
        if (type.isHidden()) {
            throw new Misfit(type.getTypeName() + " is a lambda or another class without a name, which cannot travel"
                    + " (expected: a value of a named class)");
        }
        Class<?> as = JdkTypes.isJdk(type) ? jdk(declared, type) : application(declared, type);
        if (as == null || !declared.raw().isAssignableFrom(as)) {
            throw new Misfit(
                    type.getTypeName() + " cannot travel as " + declared.raw().getTypeName() + ": "
                            + TravellingTypes.whyNot(type.getName()).orElse("it is no value that is known to travel"));
        }
        ValueCodec codec = codec(declared, as);
        return new Target(codec, codec == factory.usual(declared) ? null : as.getTypeName());
    }

    /** How values travel that say they are of this class. */
    ValueCodec named(TypeRef declared, String tag) {
        Class<?> as = names.find(declared.raw(), tag, allowed);
        if (!declared.raw().isAssignableFrom(as)) {
            throw new Misfit("found a " + as.getTypeName() + " (expected: "
                    + declared.raw().getTypeName() + ")");
        }
        return codec(declared, as);
    }

    private ValueCodec codec(TypeRef declared, Class<?> as) {
        ValueCodec codec = factory.exact(TypeResolver.narrow(declared, as));
        if (codec == null) {
            throw new Misfit("found the abstract " + as.getTypeName() + " (expected: a class that can be made)");
        }
        return codec;
    }

    /** The class as which a JDK class's values arrive, null if they cannot travel. */
    private @Nullable Class<?> jdk(TypeRef declared, Class<?> type) {
        if (type.isArray() || type == Object.class) {
            return type;
        }
        if (Enum.class.isAssignableFrom(type)) {
            return enumOf(type);
        }
        Class<?> scalar = Scalars.travelsAs(type);
        if (scalar != null) {
            return scalar;
        }
        return Holders.named(type.getName()) != null ? type : contents(declared, type);
    }

    private static @Nullable Class<?> contents(TypeRef declared, Class<?> type) {
        if (CollectionKinds.isCollection(type)
                && TravellingTypes.whyNot(type.getName()).isEmpty()) {
            return CollectionKinds.travelsAs(declared, type);
        }
        if (MapKinds.isMap(type)) {
            return MapKinds.travelsAs(declared, type);
        }
        if (Map.Entry.class.isAssignableFrom(type)) {
            return type == SimpleImmutableEntry.class ? type : SimpleEntry.class;
        }
        return null;
    }

    private @Nullable Class<?> application(TypeRef declared, Class<?> type) {
        if (Proxy.isProxyClass(type)) {
            throw new Misfit(
                    type.getTypeName() + " is a dynamic proxy, which cannot travel (expected: a plain object)");
        }
        Class<?> element = type;
        while (element.isArray()) {
            element = element.getComponentType();
        }
        Class<?> as = Enum.class.isAssignableFrom(type) ? enumOf(type) : type;
        boolean reachable = !JdkTypes.isJdk(declared.raw()) && declared.raw().isAssignableFrom(type);
        if (reachable || allowed.permits(element.getName())) {
            return as;
        }
        // a library's own List behind a declared List: what counts is what it holds
        Class<?> contents =
                JdkTypes.isJdk(declared.raw()) && hasContents(declared.raw()) ? contents(declared, type) : null;
        if (contents == null) {
            throw AllowList.refuse(element.getName(), declared.raw());
        }
        return contents;
    }

    private static boolean hasContents(Class<?> type) {
        return CollectionKinds.isCollection(type) || MapKinds.isMap(type) || type == Map.Entry.class;
    }

    /** The enum of a constant's class: constants with bodies have classes of their own. */
    private static Class<?> enumOf(Class<?> type) {
        return type.isEnum() ? type : type.getSuperclass();
    }
}
