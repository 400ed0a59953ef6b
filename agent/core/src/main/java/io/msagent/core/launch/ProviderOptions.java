package io.msagent.core.launch;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Rewrites the options of a caller's JVM into those of a provider. */
final class ProviderOptions {
    private static final String AGENT = "-javaagent:";

    /** Settings that name this one process, that are secret, or that the orchestrator gives in the environment. */
    static final Set<Key<?>> OF_THE_CALLER = Set.of(
            Keys.SERVE,
            Keys.SERVE_CLASSES,
            Keys.INSTANCE,
            Keys.ORCHESTRATOR,
            Keys.STATS_FILE,
            Keys.LOG_FILE,
            Keys.REGISTRY,
            Keys.REGISTRY_TOKEN,
            Keys.REGISTRY_CA,
            Keys.REGISTRY_CERT,
            Keys.REGISTRY_KEY,
            Keys.TLS_CA,
            Keys.TLS_CERT,
            Keys.TLS_KEY,
            Keys.TLS_CLIENT,
            Keys.TOKEN);

    private static final Set<String> NAMES =
            OF_THE_CALLER.stream().map(Key::name).collect(Collectors.toUnmodifiableSet());

    /** Options of which a second process would fight with the first over a port or a file. */
    private static final List<String> NOT_TWICE = List.of(
            "-agentlib:jdwp",
            "-Xrunjdwp",
            "-Xdebug",
            "-Dcom.sun.management.jmxremote",
            "-XX:StartFlightRecording",
            "-XX:ArchiveClassesAtExit",
            "-XX:AOTCacheOutput",
            "-XX:AOTConfiguration",
            "-XX:AOTMode=record",
            "-XX:AOTMode=create",
            "-XX:LogFile",
            "-Xloggc:");

    private final Path directory;
    private final Path agentJar;

    ProviderOptions(Path directory, Path agentJar) {
        this.directory = directory;
        this.agentJar = agentJar;
    }

    List<String> apply(List<String> options) {
        return options.stream()
                .filter(ProviderOptions::isKept)
                .map(option -> isAgent(option) ? withoutOwn(option) : option)
                .toList();
    }

    /** Whether the option loads our agent. */
    boolean isAgent(String option) {
        String bare = OptionText.unquote(option);
        return bare.startsWith(AGENT) && isAgentJar(jarOf(bare));
    }

    /** {@code -javaagent:JAR=OPTIONS} with the options a provider gets. */
    String agentArgument(String jar, String options) {
        String kept = AgentOptions.without(options, NAMES);
        return AGENT + jar + (kept.isEmpty() ? "" : "=" + kept);
    }

    private String withoutOwn(String option) {
        String bare = OptionText.unquote(option);
        String jar = jarOf(bare);
        int options = AGENT.length() + jar.length() + 1;
        String text = agentArgument(jar, options > bare.length() ? "" : bare.substring(options));
        return bare.equals(option) ? text : OptionText.quote(text);
    }

    private static String jarOf(String agentOption) {
        int equals = agentOption.indexOf('=');
        return agentOption.substring(AGENT.length(), equals < 0 ? agentOption.length() : equals);
    }

    private boolean isAgentJar(String jar) {
        try {
            return Files.isSameFile(directory.resolve(jar), agentJar);
        } catch (IOException | InvalidPathException e) {
            return false;
        }
    }

    private static boolean isKept(String option) {
        String bare = OptionText.unquote(option);
        if (bare.startsWith("-Dms.")) {
            return !NAMES.contains(bare.substring("-Dms.".length()).split("=", 2)[0]);
        }
        return NOT_TWICE.stream().noneMatch(bare::startsWith)
                && !(bare.startsWith("-Xlog") && bare.contains("file="))
                && !(bare.startsWith("-agentpath:") && bare.contains("jdwp"));
    }
}
