package io.msagent.instrument.describe;

import io.msagent.core.call.Stateful;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.bytebuddy.description.annotation.AnnotationDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** Reads what the mark of a stateful method asks for, and says what of it could only go wrong. */
final class StatefulMarks {
    private static final String KEY = "io.msagent.Key";
    private static final String KEY_TYPES = "a String, an integral number, a boolean, a char, an enum or a UUID";
    private static final Set<String> KEYS = Set.of(
            "java.lang.String",
            "java.util.UUID",
            "java.math.BigInteger",
            "java.lang.Byte",
            "java.lang.Short",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Boolean",
            "java.lang.Character");

    private final TravelCheck travel;
    private final Obstacles obstacles;

    StatefulMarks(TravelCheck travel, Obstacles obstacles) {
        this.travel = travel;
        this.obstacles = obstacles;
    }

    /** What a method is that its mark calls stateful. */
    Stateful of(TypeDescription type, MethodDescription.InDefinedShape method, Mark mark) {
        List<Integer> keys = keys(method, mark);
        Stateful stateful = new Stateful(mark.state(), keys.isEmpty() ? -1 : keys.get(0), null);
        stateful = stateful.refused(ofKeys(method, keys));
        if (mark.localFallback().orElse(false)) {
            stateful = stateful.refused(
                    "fallback=LOCAL (expected: NONE, or none given: in the calling process it would work on another state)");
        }
        stateful = stateful.refused(obstacles.ofTypes(method));
        return stateful.kind() == Stateful.Kind.EXTERNAL ? stateful : stateful.refused(ofState(type, method));
    }

    private @Nullable String ofKeys(MethodDescription.InDefinedShape method, List<Integer> keys) {
        if (keys.size() > 1) {
            return keys.size() + " of its parameters are @Key (expected: at most one; make one value of them)";
        }
        if (keys.isEmpty()) {
            return null;
        }
        TypeDescription key = method.getParameters().get(keys.get(0)).getType().asErasure();
        return canBeKey(key)
                ? null
                : "parameter " + (keys.get(0) + 1) + " is @Key and of type " + key.getTypeName() + " (expected: "
                        + KEY_TYPES + ")";
    }

    private static boolean canBeKey(TypeDescription type) {
        return type.isPrimitive() && !type.represents(double.class) && !type.represents(float.class)
                || KEYS.contains(type.getName())
                || Types.lookUp(type::isEnum).orElse(false);
    }

    /** The object of a key is made and kept by the agent, so it must be able to. */
    private @Nullable String ofState(TypeDescription type, MethodDescription method) {
        if (method.isStatic()) {
            return "it is static: static fields are shared by all keys (expected: an instance method, whose object's fields"
                    + " are the state of a key; or state=EXTERNAL)";
        }
        if (!Receivers.canBeMade(type)) {
            return type.getName()
                    + " cannot be made for a key (expected: a class that is not abstract, with a constructor"
                    + " without parameters; or state=EXTERNAL)";
        }
        if (Obstacles.async(method.getReturnType().asErasure())) {
            return "it returns a future, after which it could still change its state (expected: the value itself; the"
                    + " caller may wrap it)";
        }
        String why = travel.whyNotStateOf(type);
        return why == null
                ? null
                : "its state cannot be kept: " + why + " (expected: fields that can travel, or transient ones that the"
                        + " constructor fills)";
    }

    /** What the source says of state without calling the method stateful. */
    List<String> withoutMeaning(MethodDescription.InDefinedShape method, Mark mark) {
        List<String> reports = new ArrayList<>();
        if (!keys(method, mark).isEmpty()) {
            reports.add("@Key has no meaning here (expected: @Microservice(stateful = true))");
        }
        if (mark.isSet("state")) {
            reports.add("state = " + mark.state() + " has no meaning here (expected: stateful = true with it)");
        }
        return reports;
    }

    /** Numbers of the parameters that are keys, as the method says itself, or else the one whose mark it has. */
    private static List<Integer> keys(MethodDescription.InDefinedShape method, Mark mark) {
        List<Integer> own = keys(method);
        MethodDescription marked = mark.method();
        return own.isEmpty() && marked != null ? keys(marked) : own;
    }

    private static List<Integer> keys(MethodDescription method) {
        return method.getParameters().stream()
                .filter(each -> !each.asDefined()
                        .getDeclaredAnnotations()
                        .filter(ElementMatchers.<AnnotationDescription>annotationType(ElementMatchers.named(KEY)))
                        .isEmpty())
                .map(ParameterDescription::getIndex)
                .toList();
    }
}
