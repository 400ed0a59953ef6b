package io.msagent.instrument.describe;

import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Methods that nobody means when he marks a whole type or writes a wildcard: those of every object, {@code main}, and
 * what the compiler makes by itself.
 */
final class Ordinary {
    private static final Set<String> EVERY_OBJECT = Set.of("equals", "hashCode", "toString", "clone", "finalize");

    private Ordinary() {}

    static boolean is(TypeDescription type, MethodDescription method) {
        return !method.isMethod()
                || method.isBridge()
                || method.isSynthetic()
                || isMain(method)
                || EVERY_OBJECT.contains(method.getName())
                || ofEnum(type, method)
                || ofRecord(type, method);
    }

    /** The forms in which a launcher may start a program; those without arguments or {@code static} since Java 21. */
    static boolean isMain(MethodDescription method) {
        String descriptor = method.asDefined().getDescriptor();
        return method.getName().equals("main")
                && (descriptor.equals("([Ljava/lang/String;)V") || descriptor.equals("()V"));
    }

    /** {@code values()} and {@code valueOf(String)}, which no flag tells apart from written ones. */
    static boolean ofEnum(TypeDescription type, MethodDescription method) {
        String descriptor = method.asDefined().getDescriptor();
        return type.isEnum()
                && method.isStatic()
                && (method.getName().equals("values") && descriptor.startsWith("()")
                        || method.getName().equals("valueOf") && descriptor.startsWith("(Ljava/lang/String;)"));
    }

    private static boolean ofRecord(TypeDescription type, MethodDescription method) {
        return type.isRecord()
                && method.getParameters().isEmpty()
                && type.getRecordComponents().stream()
                        .anyMatch(c -> c.getActualName().equals(method.getName()));
    }
}
