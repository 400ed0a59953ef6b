package io.msagent.instrument.match;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.config.SettingsException;
import java.util.List;

/**
 * What {@code include} and {@code exclude} say. Immutable.
 *
 * @param include patterns that mark methods from outside
 * @param exclude patterns that win over every mark
 */
public record MethodPatterns(List<MethodPattern> include, List<MethodPattern> exclude) {
    /** Copies the lists. */
    public MethodPatterns {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
    }

    /**
     * Reads both settings.
     *
     * @throws SettingsException if a pattern is malformed
     */
    public static MethodPatterns of(Settings settings) {
        return new MethodPatterns(read(settings, Keys.INCLUDE), read(settings, Keys.EXCLUDE));
    }

    /** Whether a method of this class may be included, as far as its raw bytes tell. */
    public boolean mayInclude(RawClass type) {
        if (include.isEmpty()) {
            return false;
        }
        String name = type.name().replace('/', '.');
        // a class named in full is looked at in any case, so that a misspelt method can be reported
        return include.stream()
                .anyMatch(
                        p -> p.matchesClass(name) && (p.exactClass() || !p.exactMethod() || type.mentions(p.method())));
    }

    /** Whether {@code exclude} names the method. */
    public boolean excludes(String className, String method) {
        return exclude.stream().anyMatch(p -> p.matchesClass(className) && p.matchesMethod(method));
    }

    private static List<MethodPattern> read(Settings settings, Key<List<String>> key) {
        return settings.get(key).stream().map(p -> MethodPattern.parse(key, p)).toList();
    }
}
