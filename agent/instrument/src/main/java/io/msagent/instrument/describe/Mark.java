package io.msagent.instrument.describe;

import io.msagent.core.call.Stateful;
import io.msagent.core.config.Parsers;
import java.time.Duration;
import java.util.Optional;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.annotation.AnnotationList;
import net.bytebuddy.description.enumeration.EnumerationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/**
 * Why a method is woven, and what the mark says. The annotation is known by its name alone, and one of an older or newer
 * version may lack members or have others.
 *
 * @param kind where the mark stands
 * @param annotation the annotation; null if a pattern marks the method
 * @param method the method whose own mark, or type's mark, it is: the one that it holds for, or one that that overrides;
 *     null if a pattern marks the method
 */
record Mark(
        Kind kind,
        @Nullable AnnotationDescription annotation,
        @Nullable MethodDescription method) {
    static final String ANNOTATION = "io.msagent.Microservice";

    /** In the order of how much the user meant this very method. */
    enum Kind {
        /** The annotation stands on the method, or on the one it overrides. */
        METHOD,
        /** The annotation stands on the type, or on the type of the method it overrides. */
        TYPE,
        /** {@code include} names the method. */
        NAMED,
        /** {@code include} has a wildcard that fits. */
        WILDCARD
    }

    static @Nullable AnnotationDescription find(AnnotationList annotations) {
        return annotations
                .filter(ElementMatchers.<AnnotationDescription>annotationType(ElementMatchers.named(ANNOTATION)))
                .stream()
                .findFirst()
                .orElse(null);
    }

    /** Whether the user named this method itself. */
    boolean explicit() {
        return kind == Kind.METHOD || kind == Kind.NAMED;
    }

    Optional<String> name() {
        return text("value");
    }

    /** A stateful method is idempotent only if its mark says so in as many words. */
    boolean idempotent() {
        return stateful()
                ? isSet("idempotent") && member("idempotent", Boolean.class).orElse(false)
                : member("idempotent", Boolean.class).orElse(true);
    }

    boolean stateful() {
        return member("stateful", Boolean.class).orElse(false);
    }

    /** Where state is kept. */
    Stateful.Kind state() {
        return member("state", EnumerationDescription.class)
                .map(constant -> Stateful.Kind.valueOf(constant.getValue()))
                .orElse(Stateful.Kind.MEMORY);
    }

    boolean interruptible() {
        return member("interruptible", Boolean.class).orElse(false);
    }

    /**
     * The longest a call may take, if the mark says so.
     *
     * @throws IllegalArgumentException with a message for the user
     */
    Optional<Duration> timeout() {
        return text("timeout").map(text -> {
            try {
                return Parsers.duration(text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "timeout: " + text + " (expected: a duration above 0, as 250ms, 10s, 2m, 1h)", e);
            }
        });
    }

    Optional<Boolean> localFallback() {
        return member("fallback", EnumerationDescription.class)
                .map(EnumerationDescription::getValue)
                .filter(constant -> !constant.equals("CONFIGURED"))
                .map("LOCAL"::equals);
    }

    private Optional<String> text(String member) {
        return member(member, String.class).filter(text -> !text.isEmpty());
    }

    /** Whether the mark has the member itself; one that it leaves out is the very default of the annotation's method. */
    boolean isSet(String name) {
        if (annotation == null) {
            return false;
        }
        MethodList<MethodDescription.InDefinedShape> methods =
                annotation.getAnnotationType().getDeclaredMethods().filter(ElementMatchers.named(name));
        return !methods.isEmpty()
                && annotation.getValue(name)
                        != annotation
                                .getAnnotationType()
                                .getDeclaredMethods()
                                .filter(ElementMatchers.named(name))
                                .getOnly()
                                .getDefaultValue();
    }

    private <T> Optional<T> member(String name, Class<T> type) {
        if (annotation == null
                || annotation
                        .getAnnotationType()
                        .getDeclaredMethods()
                        .filter(ElementMatchers.named(name))
                        .isEmpty()) {
            return Optional.empty();
        }
        Object value = annotation.getValue(name).resolve();
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
