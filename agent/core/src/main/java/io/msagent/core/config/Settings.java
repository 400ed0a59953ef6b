package io.msagent.core.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What was set, checked as a whole; immutable, safe for use by any thread. {@link SettingsReader} makes it. */
public final class Settings {
    private final Map<String, String> texts;
    // by name; parsed once, because callers ask on every call
    private final Map<String, Optional<?>> values = new HashMap<>();

    private Settings(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
        for (Key<?> key : Keys.all()) {
            String text = texts.getOrDefault(key.name(), key.defaultText());
            values.put(key.name(), Optional.ofNullable(text).map(key.parser()));
        }
    }

    /**
     * Settings from names and texts; what is not named has its default.
     *
     * @throws SettingsException if a key is unknown, a value not allowed, or two values contradict each other
     */
    public static Settings of(Map<String, String> texts) {
        Source source = new Source("settings", new TreeMap<>(texts));
        source.check();
        return checked(texts);
    }

    /** Of texts that are known to be allowed, each for itself. */
    static Settings checked(Map<String, String> texts) {
        Settings settings = new Settings(texts);
        Contradictions.check(settings);
        return settings;
    }

    /**
     * The value, or the default; for keys without a default use {@link #find}.
     *
     * @throws IllegalStateException if there is neither
     */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException(key.name() + ": has neither value nor default"));
    }

    /** The value, or the default, if there is one. */
    @SuppressWarnings("unchecked") // the constructor put the key's own parser's value there
    public <T> Optional<T> find(Key<T> key) {
        return (Optional<T>) values.getOrDefault(key.name(), Optional.empty());
    }

    /** Whether the key was set by somebody. */
    public boolean isSet(Key<?> key) {
        return texts.containsKey(key.name());
    }

    /** What was set, as text, by name; secrets among it. */
    public Map<String, String> texts() {
        return texts;
    }

    /** What was set, without secrets. */
    @Override
    public String toString() {
        Map<String, String> shown = new TreeMap<>();
        for (Key<?> key : Keys.all()) {
            String text = texts.get(key.name());
            if (text != null) {
                shown.put(key.name(), key.shown(text));
            }
        }
        return shown.toString();
    }
}
