package io.msagent.instrument.describe;

import io.msagent.core.config.Keys;
import io.msagent.instrument.match.MethodPattern;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.method.MethodList;
import net.bytebuddy.description.type.TypeDefinition;
import net.bytebuddy.description.type.TypeDescription;

/** Include patterns that name a class in full, and no method of it. */
final class Misspelt {
    private final TypeDescription type;
    private final List<MethodPattern> include;

    Misspelt(TypeDescription type, List<MethodPattern> include) {
        this.type = type;
        this.include = include;
    }

    List<String> reports() {
        return include.stream()
                .filter(p -> p.exactClass() && p.matchesClass(type.getName()))
                .filter(p -> methodNames(type).noneMatch(p::matchesMethod))
                .map(p -> Keys.INCLUDE.name() + ": " + p + ": " + type.getName() + " has no such method" + hint(p))
                .toList();
    }

    private String hint(MethodPattern pattern) {
        if (!pattern.exactMethod()) {
            return "";
        }
        if (pattern.method().equals(type.getSimpleName())) {
            return " (a constructor cannot be served)";
        }
        TypeDefinition each = type;
        while (each != null) {
            if (methodNames(each).anyMatch(pattern.method()::equals)) {
                return " (it is inherited; include " + each.getTypeName() + "#" + pattern.method() + ")";
            }
            each = Types.lookUp(each::getSuperClass).orElse(null);
        }
        return methodNames(type)
                .min(Comparator.comparingInt((String name) -> distance(name, pattern.method()))
                        .thenComparing(Comparator.naturalOrder()))
                .map(name -> " (nearest: " + name + ")")
                .orElse("");
    }

    private static Stream<String> methodNames(TypeDefinition type) {
        return Types.lookUp(type::getDeclaredMethods).stream()
                .flatMap(MethodList::stream)
                .filter(m -> m.isMethod() && !m.isSynthetic())
                .map(MethodDescription::getName);
    }

    /** Levenshtein's: the fewest letters to add, remove or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int above = row[j];
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(above, row[j - 1]));
                diagonal = above;
            }
        }
        return row[b.length()];
    }
}
