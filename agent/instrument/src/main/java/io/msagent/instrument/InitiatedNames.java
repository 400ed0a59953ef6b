package io.msagent.instrument;

import io.msagent.core.context.LoadedNames;
import java.lang.instrument.Instrumentation;
import java.util.HashSet;
import java.util.Set;

/** Asks the JVM, which knows what each loader has loaded or been given by its parents. */
final class InitiatedNames implements LoadedNames {
    private final Instrumentation instrumentation;

    InitiatedNames(Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    @Override
    public Set<String> among(Set<String> names, ClassLoader loader) {
        Set<String> found = new HashSet<>();
        for (ClassLoader each = loader; each != null; each = each.getParent()) {
            for (Class<?> type : instrumentation.getInitiatedClasses(each)) {
                if (names.contains(type.getName())) {
                    found.add(type.getName());
                }
            }
        }
        return found;
    }
}
