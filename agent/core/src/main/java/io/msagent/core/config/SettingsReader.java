package io.msagent.core.config;

import java.util.Map;

/** Gathers settings from where a user may put them. */
public final class SettingsReader {
    private SettingsReader() {}

    static void check(Map<String, String> texts, String source) {
        texts.forEach((name, text) -> {
            Key<?> key = Keys.all().stream()
                    .filter(k -> k.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new SettingsException(source + ": " + name + ": unknown key"));
            try {
                Object unused = key.parser().apply(text);
            } catch (IllegalArgumentException e) {
                throw new SettingsException(name + ": " + text + " (expected: " + key.allowed() + ")");
            }
        });
    }
}
