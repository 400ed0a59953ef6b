package io.msagent.core.launch;

import io.msagent.core.config.Key;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of a caller's environment variables its providers get. Secrets and what names the caller itself never travel. */
final class ChosenEnvironment {
    /** Variables that hold JVM options; they are rewritten like the command line. */
    static final Set<String> HOLDS_OPTIONS = Set.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS");

    private static final List<String> USUAL = List.of(
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_*",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "JAVA_TOOL_OPTIONS",
            "JDK_JAVA_OPTIONS",
            "MS_*");

    private static final Set<String> NEVER =
            ProviderOptions.OF_THE_CALLER.stream().map(Key::environmentName).collect(Collectors.toUnmodifiableSet());

    private ChosenEnvironment() {}

    static Map<String, String> of(Map<String, String> environment, Collection<String> more) {
        Map<String, String> chosen = new TreeMap<>();
        environment.forEach((name, value) -> {
            if (!NEVER.contains(name) && (matches(USUAL, name) || matches(more, name))) {
                chosen.put(name, value);
            }
        });
        return chosen;
    }

    private static boolean matches(Collection<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(p -> p.endsWith("*") ? name.startsWith(p.substring(0, p.length() - 1)) : name.equals(p));
    }
}
