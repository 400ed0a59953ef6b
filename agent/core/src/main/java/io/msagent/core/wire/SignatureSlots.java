package io.msagent.core.wire;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

/**
 * The places in a method's signature.
 *
 * @param names what messages call the parameters, as {@code argument 2 (order)}
 */
record SignatureSlots(String method, Slot receiver, List<Slot> parameters, List<String> names, Slot result) {

    static SignatureSlots of(Method method, Class<?> receiverClass, boolean async, CodecFactory factory) {
        String where = method.getDeclaringClass().getName() + "#" + method.getName();
        List<Slot> slots = new ArrayList<>();
        List<String> names = new ArrayList<>();
        Parameter[] parameters = method.getParameters();
        for (int i = 0; i < parameters.length; i++) {
            String name =
                    "argument " + (i + 1) + (parameters[i].isNamePresent() ? " (" + parameters[i].getName() + ")" : "");
            Parameter parameter = parameters[i];
            slots.add(named(where + ": " + name, () -> factory.slot(resolve(parameter.getParameterizedType()))));
            names.add(name);
        }
        Slot result = named(where + ": result", () -> factory.slot(resultType(method, async)));
        return new SignatureSlots(where, new ReceiverSlot(receiverClass, factory), slots, names, result);
    }

    private interface Making {
        Slot make();
    }

    private static Slot named(String where, Making making) {
        try {
            return making.make();
        } catch (Misfit e) {
            throw e.at(where);
        }
    }

    private static TypeRef resolve(java.lang.reflect.Type type) {
        return TypeResolver.resolve(type, Map.of());
    }

    private static TypeRef resultType(Method method, boolean async) {
        TypeRef declared = resolve(method.getGenericReturnType());
        if (!async) {
            return declared;
        }
        if (CompletionStage.class.isAssignableFrom(declared.raw())) {
            return TypeResolver.argument(declared, CompletionStage.class, 0);
        }
        if (Future.class.isAssignableFrom(declared.raw())) {
            return TypeResolver.argument(declared, Future.class, 0);
        }
        throw new Misfit("found " + declared + " (expected: a Future or CompletionStage)");
    }
}
