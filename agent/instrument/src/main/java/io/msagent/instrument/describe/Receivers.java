package io.msagent.instrument.describe;

import io.msagent.core.call.Receiver;
import io.msagent.core.config.ReceiverChoice;
import io.msagent.core.config.ServeMain;
import java.util.List;
import java.util.Optional;
import net.bytebuddy.description.field.FieldDescription;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.matcher.ElementMatchers;
import org.jspecify.annotations.Nullable;

/** Decides where a provider finds the object of an instance method. Caller and provider come to the same answer. */
final class Receivers {
    private final ReceiverChoice choice;
    private final ServeMain serveMain;
    private final TravelCheck travel;

    Receivers(ReceiverChoice choice, ServeMain serveMain, TravelCheck travel) {
        this.choice = choice;
        this.serveMain = serveMain;
        this.travel = travel;
    }

    /**
     * One of both is null.
     *
     * @param receiver where the object comes from
     * @param refusal why there is none
     */
    record Decision(@Nullable Receiver receiver, @Nullable String refusal) {
        private static Decision of(Receiver receiver) {
            return new Decision(receiver, null);
        }

        private static Decision refused(String why) {
            return new Decision(null, why);
        }
    }

    Decision decide(TypeDescription type, MethodDescription method) {
        if (method.isStatic()) {
            return Decision.of(Receiver.NONE);
        }
        if (type.isInterface() || isEnum(type)) {
            // a default method runs on whatever implements it; an enum constant travels by its name
            return Decision.of(Receiver.VALUE);
        }
        return switch (choice) {
            case AUTO -> auto(type);
            case NEW ->
                canBeMade(type)
                        ? Decision.of(Receiver.NEW)
                        : Decision.refused("receiver=new needs a class with a constructor without parameters");
            case BEAN ->
                serveMain == ServeMain.RUN
                        ? Decision.of(Receiver.BEAN)
                        : Decision.refused(
                                "receiver=bean needs serve.main=run: a main that is replaced builds no objects");
            case VALUE -> byValue(type, "receiver=value");
        };
    }

    private Decision auto(TypeDescription type) {
        if (canBeMade(type) && !hasState(type)) {
            return Decision.of(Receiver.NEW);
        }
        return serveMain == ServeMain.RUN
                ? Decision.of(Receiver.BEAN)
                : byValue(type, "serve.main=run makes the provider use the one that main builds");
    }

    private Decision byValue(TypeDescription type, String hint) {
        String why = travel.whyNotFieldsOf(type);
        return why == null
                ? Decision.of(Receiver.VALUE)
                : Decision.refused("its receiver cannot travel: " + why + " (" + hint + ")");
    }

    private static boolean isEnum(TypeDescription type) {
        return type.isEnum()
                || Types.lookUp(type::getSuperClass)
                        .map(s -> s.asErasure().isEnum())
                        .orElse(false);
    }

    static boolean canBeMade(TypeDescription type) {
        return !type.isAbstract()
                && !type.getDeclaredMethods()
                        .filter(ElementMatchers.isConstructor().and(ElementMatchers.takesNoArguments()))
                        .isEmpty();
    }

    private static boolean hasState(TypeDescription type) {
        TypeDefinition each = type;
        while (!each.represents(Object.class)) {
            Optional<List<FieldDescription>> fields = Types.fields(each);
            Optional<? extends TypeDefinition> superclass = Types.lookUp(each::getSuperClass);
            if (fields.isEmpty()
                    || superclass.isEmpty()
                    || !fields.get().stream().allMatch(FieldDescription::isStatic)) {
                return true;
            }
            each = superclass.get();
        }
        return false;
    }
}
