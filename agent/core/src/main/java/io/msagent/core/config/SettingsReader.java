package io.msagent.core.config;

import io.msagent.core.log.Log;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Gathers settings from where a user may put them. */
public final class SettingsReader {
    private static final String PROPERTY_PREFIX = "ms.";
    private static final String VARIABLE_PREFIX = "MS_";
    private static final int TYPING_ERROR = 2;

    private SettingsReader() {}

    /**
     * Reads everything, checks it, and puts it together: agent arguments before system properties {@code ms.NAME} before
     * environment variables {@code MS_NAME} before the properties file that {@code config} names.
     *
     * <p>An empty environment variable counts as not set. An unknown one may belong to other software: it is warned of
     * only if it looks like a mistyped name, and passed over otherwise.
     *
     * @param agentArguments what stands behind {@code -javaagent:ms-agent.jar=}; null or empty if nothing does
     * @throws SettingsException for an unknown key, a value that is not allowed, or a file that cannot be read; a message
     *     of one line (with the argument {@code help} alone: the list of all settings)
     */
    public static Settings read(
            @Nullable String agentArguments, Properties systemProperties, Map<String, String> environment) {
        if ("help".equals(agentArguments)) {
            throw new SettingsException(Help.text());
        }
        Source arguments = new Source(AgentArguments.SOURCE, AgentArguments.parse(agentArguments));
        Source properties = new Source("system properties -Dms.*", properties(systemProperties));
        Source variables = new Source("environment MS_*", variables(environment));

        Map<String, String> texts = new HashMap<>();
        for (Source source : List.of(variables, properties, arguments)) {
            source.check();
            texts.putAll(source.texts());
        }
        String file = texts.get(Keys.CONFIG.name());
        if (file != null) {
            Source lowest = ConfigFile.read(Keys.CONFIG.parser().apply(file));
            lowest.check();
            lowest.checkOneToken();
            lowest.texts().forEach(texts::putIfAbsent);
        }
        for (Source onCommandLine : List.of(arguments, properties)) {
            onCommandLine.checkOneToken();
            onCommandLine.warnOfSecrets();
        }
        return Settings.checked(texts);
    }

    private static Map<String, String> properties(Properties system) {
        Map<String, String> texts = new TreeMap<>();
        for (String name : system.stringPropertyNames()) {
            if (name.startsWith(PROPERTY_PREFIX)) {
                texts.put(
                        name.substring(PROPERTY_PREFIX.length()),
                        system.getProperty(name).strip());
            }
        }
        return texts;
    }

    private static Map<String, String> variables(Map<String, String> environment) {
        Map<String, String> texts = new TreeMap<>();
        environment.forEach((variable, text) -> {
            if (!variable.startsWith(VARIABLE_PREFIX) || text.isBlank()) {
                return;
            }
            Key<?> key = Nearest.byEnvironmentName(variable);
            int edits = Nearest.distance(variable, key.environmentName());
            if (edits == 0) {
                texts.put(key.name(), text.strip());
            } else if (edits <= TYPING_ERROR) {
                Log.warn("environment: " + variable + ": unknown and passed over (nearest: " + key.environmentName()
                        + ")");
            }
        });
        return texts;
    }
}
