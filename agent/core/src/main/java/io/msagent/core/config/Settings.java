package io.msagent.core.config;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was set, checked as a whole; immutable. {@link SettingsReader} makes it. */
public final class Settings {
    private final Map<String, String> texts;

    private Settings(Map<String, String> texts) {
        this.texts = new TreeMap<>(texts);
    }

    /**
     * Settings from names and texts; what is not named has its default.
     *
     * @throws SettingsException if a key is unknown or a value not allowed
     */
    public static Settings of(Map<String, String> texts) {
        SettingsReader.check(texts, "settings");
        return new Settings(texts);
    }

    /** The value, or the default; for keys without a default use {@link #find}. */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + ": has neither value nor default"));
    }

    /** The value, or the default, if there is one. */
    public <T> Optional<T> find(Key<T> key) {
        String text = texts.getOrDefault(key.name(), key.defaultText());
        return text == null ? Optional.empty() : Optional.of(key.parser().apply(text));
    }

    /** Whether the key was set by somebody. */
    public boolean isSet(Key<?> key) {
        return texts.containsKey(key.name());
    }

    /** What was set, as text, by name. */
    public Map<String, String> texts() {
        return Map.copyOf(texts);
    }
}
