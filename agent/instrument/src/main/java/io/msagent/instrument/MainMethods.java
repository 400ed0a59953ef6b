package io.msagent.instrument;

import io.msagent.instrument.match.RawClass;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;

/**
 * Knows where {@code main} is to be woven: nowhere but in a provider, and there in the main class, or in the superclass
 * that has it. Safe for use by any thread.
 */
final class MainMethods {
    private static final String WITH_ARGUMENTS = "main([Ljava/lang/String;)V";
    private static final String WITHOUT_ARGUMENTS = "main()V";

    private final Set<String> classes = ConcurrentHashMap.newKeySet();

    /** {@code mainClass} is its binary name; nothing if no {@code main} is to be woven. */
    MainMethods(Optional<String> mainClass) {
        mainClass.map(name -> name.replace('.', '/')).ifPresent(classes::add);
    }

    boolean mayBeIn(RawClass type) {
        return classes.contains(type.name());
    }

    /** The one method of the class that the launcher calls, if the class has one; it prefers the one with arguments. */
    Set<String> in(TypeDescription type) {
        if (!classes.contains(type.getInternalName())) {
            return Set.of();
        }
        Set<String> found = new java.util.HashSet<>();
        for (MethodDescription.InDefinedShape each : type.getDeclaredMethods()) {
            found.add(each.getInternalName() + each.getDescriptor());
        }
        for (String form : new String[] {WITH_ARGUMENTS, WITHOUT_ARGUMENTS}) {
            if (found.contains(form)) {
                return Set.of(form);
            }
        }
        // inherited: superclasses are loaded after their subclass has been looked at
        TypeDescription.Generic superclass = type.getSuperClass();
        if (superclass != null) {
            classes.add(superclass.asErasure().getInternalName());
        }
        return Set.of();
    }
}
