package io.msagent.core.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The classes that {@code wire.allow} names. */
final class AllowList {
    private final Set<String> names = new HashSet<>();
    private final List<String> prefixes = new ArrayList<>();

    AllowList(List<String> patterns) {
        for (String pattern : patterns) {
            if (pattern.endsWith("*")) {
                prefixes.add(pattern.substring(0, pattern.length() - 1));
            } else {
                names.add(pattern);
            }
        }
    }

    boolean permits(String className) {
        return names.contains(className) || prefixes.stream().anyMatch(className::startsWith);
    }

    /** What to tell who needs a class that is not there. */
    static Misfit refuse(String className, Class<?> declared) {
        return new Misfit(className + " may not travel where the signature says only " + declared.getTypeName()
                + " (expected: a more exact type in the signature, or wire.allow=" + className + ")");
    }
}
