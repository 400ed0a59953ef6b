package io.msagent.instrument.describe;

import java.util.Optional;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.ParameterDescription;
import net.bytebuddy.description.type.TypeDescription;
import org.jspecify.annotations.Nullable;

/** Why a marked method cannot be served, whatever its receiver. */
final class Obstacles {
    private final TravelCheck travel;

    Obstacles(TravelCheck travel) {
        this.travel = travel;
    }

    /** What kind of method cannot be served at all. */
    static @Nullable String ofKind(TypeDescription type, MethodDescription method) {
        if (method.isConstructor()) {
            return "is a constructor: mark a method that calls it";
        }
        if (method.isAbstract()) {
            return "is abstract: mark it by annotation, or name the class that implements it";
        }
        if (method.isNative()) {
            return "is native: mark a method that calls it";
        }
        if (method.isSynthetic() || method.isBridge() || Ordinary.ofEnum(type, method)) {
            return "was made by the compiler: mark a method that is written in the source";
        }
        if (Ordinary.isMain(method)) {
            return "is the program's start: mark what it calls";
        }
        return null;
    }

    /** Which of its values cannot travel. */
    @Nullable
    String ofTypes(MethodDescription.InDefinedShape method) {
        for (ParameterDescription each : method.getParameters()) {
            if (each.getType().asErasure().getName().equals("kotlin.coroutines.Continuation")) {
                return "is a suspend function, whose continuation cannot travel";
            }
            String why = travel.whyNot(each.getType());
            if (why != null) {
                return "parameter " + (each.getIndex() + 1) + " cannot travel: " + why;
            }
        }
        if (otherFuture(method.getReturnType().asErasure())) {
            return "returns " + method.getReturnType().asErasure().getName()
                    + " (expected of asynchronous methods: Future, CompletionStage or CompletableFuture)";
        }
        String why = ofResult(method.getReturnType());
        return why == null ? null : "its result cannot travel: " + why;
    }

    private @Nullable String ofResult(TypeDescription.Generic result) {
        if (!async(result.asErasure())) {
            return travel.whyNot(result);
        }
        // of a future nothing travels but its value; what a raw one holds, nobody knows
        return result.getSort().isParameterized()
                ? travel.whyNot(result.getTypeArguments().getOnly())
                : null;
    }

    /** Whether the declared result is a future whose value travels. */
    static boolean async(TypeDescription result) {
        return switch (result.getName()) {
            case "java.util.concurrent.Future",
                    "java.util.concurrent.CompletionStage",
                    "java.util.concurrent.CompletableFuture" -> true;
            default -> false;
        };
    }

    private static boolean otherFuture(TypeDescription result) {
        if (result.isPrimitive() || result.isArray() || async(result)) {
            return false;
        }
        Optional<Boolean> future = Types.lookUp(() -> result.isAssignableTo(java.util.concurrent.Future.class)
                || result.isAssignableTo(java.util.concurrent.CompletionStage.class));
        return future.orElse(false);
    }
}
