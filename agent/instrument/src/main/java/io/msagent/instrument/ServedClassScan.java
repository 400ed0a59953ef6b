package io.msagent.instrument;

import io.msagent.core.call.ServiceMethod;
import io.msagent.core.log.Log;
import io.msagent.core.runtime.ServedClasses;
import io.msagent.instrument.describe.Describer;
import io.msagent.instrument.describe.Types;
import io.msagent.instrument.match.MarkedTypes;
import io.msagent.instrument.match.MethodPatterns;
import io.msagent.instrument.match.RawClass;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Looks through the application's class files for the methods of services. Needed only by a provider that somebody
 * started by hand, without {@code serve.classes}. Loads no class of the application.
 */
final class ServedClassScan implements ServedClasses {
    private final MethodPatterns patterns;
    private final Describer describer;
    private final Supplier<ClassPath> classPath;

    ServedClassScan(MethodPatterns patterns, Describer describer, Supplier<ClassPath> classPath) {
        this.patterns = patterns;
        this.describer = describer;
        this.classPath = classPath;
    }

    @Override
    public Collection<String> find(Set<String> services) {
        Set<String> found = new TreeSet<>();
        MarkedTypes marks = new MarkedTypes();
        try (ClassFiles files = new ClassFiles(classPath.get())) {
            files.forEach((name, bytes) -> {
                String className = name.replace('/', '.');
                try {
                    RawClass raw = RawClass.parse(bytes);
                    if ((marks.marked(raw, files) || patterns.mayInclude(raw))
                            && serves(className, bytes, files, services)) {
                        found.add(className);
                    }
                } catch (RuntimeException e) {
                    // what nobody may ever load need not be sound
                    Log.debug("scan for served classes: " + className + ": " + e);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("scan for served classes", e);
        }
        return found;
    }

    private boolean serves(String className, byte[] bytes, ClassFiles files, Set<String> services) {
        return describer.describe(Types.describe(className, Types.locator(className, bytes, files))).served().stream()
                .map(ServiceMethod::service)
                .anyMatch(services::contains);
    }
}
