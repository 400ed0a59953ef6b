package io.msagent.instrument.describe;

import io.msagent.instrument.match.JdkNames;
import io.msagent.instrument.match.MethodPattern;
import io.msagent.instrument.match.MethodPatterns;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.description.type.TypeList;
import org.jspecify.annotations.Nullable;

/**
 * Finds the mark that holds for a method: its own annotation before its type's, before those of the methods it overrides
 * (nearest first), before a pattern.
 */
final class MarkFinder {
    private final TypeDescription type;
    private final MethodPatterns patterns;
    private final Map<String, TypeDescription.Generic> supertypes = new LinkedHashMap<>();

    MarkFinder(TypeDescription type, MethodPatterns patterns) {
        this.type = type;
        this.patterns = patterns;
        collect(type);
    }

    /** The mark of a method of the type, if there is one and {@code exclude} does not name it. */
    Optional<Mark> find(MethodDescription.InDefinedShape method) {
        if (patterns.excludes(type.getName(), method.getName())) {
            return Optional.empty();
        }
        Mark mark = onMethod(type, method);
        if (mark == null && method.isVirtual() && !method.isPrivate()) {
            mark = inherited(method);
        }
        return Optional.ofNullable(mark == null ? byPattern(method) : mark);
    }

    private static @Nullable Mark onMethod(TypeDefinition owner, MethodDescription method) {
        AnnotationDescription own = Mark.find(method.getDeclaredAnnotations());
        if (own != null) {
            return new Mark(Mark.Kind.METHOD, own, method);
        }
        AnnotationDescription whole = Mark.find(owner.asErasure().getDeclaredAnnotations());
        return whole != null && method.isPublic() && !Ordinary.is(owner.asErasure(), method)
                ? new Mark(Mark.Kind.TYPE, whole, method)
                : null;
    }

    private @Nullable Mark inherited(MethodDescription.InDefinedShape method) {
        for (TypeDescription.Generic each : supertypes.values()) {
            for (MethodDescription candidate : each.getDeclaredMethods()) {
                if (overrides(method, candidate)) {
                    Mark mark = onMethod(each, candidate);
                    if (mark != null) {
                        return mark;
                    }
                }
            }
        }
        return null;
    }

    /** Compares with the type variables filled in, because an implementation of {@code T f(T)} has another descriptor. */
    private static boolean overrides(MethodDescription method, MethodDescription candidate) {
        if (!candidate.isVirtual()
                || candidate.isPrivate()
                || !candidate.getName().equals(method.getName())
                || candidate.getParameters().size() != method.getParameters().size()) {
            return false;
        }
        TypeList own = method.getParameters().asTypeList().asErasures();
        return own.equals(candidate.getParameters().asTypeList().asErasures())
                || own.equals(candidate.asDefined().getParameters().asTypeList().asErasures());
    }

    private @Nullable Mark byPattern(MethodDescription method) {
        boolean wildcard = false;
        for (MethodPattern each : patterns.include()) {
            if (each.matchesClass(type.getName()) && each.matchesMethod(method.getName())) {
                if (each.exactMethod()) {
                    return new Mark(Mark.Kind.NAMED, null, null);
                }
                wildcard = true;
            }
        }
        return wildcard && method.isPublic() && !Ordinary.is(type, method)
                ? new Mark(Mark.Kind.WILDCARD, null, null)
                : null;
    }

    /** Superclasses before interfaces, near before far; what cannot be read is passed over. */
    private void collect(TypeDefinition from) {
        Types.lookUp(from::getSuperClass).ifPresent(this::add);
        Types.lookUp(from::getInterfaces).ifPresent(interfaces -> interfaces.forEach(this::add));
    }

    private void add(TypeDescription.Generic supertype) {
        if (!JdkNames.binary(supertype.getTypeName())
                && Types.lookUp(supertype::getDeclaredMethods).isPresent()
                && supertypes.putIfAbsent(supertype.asErasure().getName(), supertype) == null) {
            collect(supertype);
        }
    }
}
