package io.msagent.core.config;

import java.nio.file.Path;
import java.util.List;

/** Values that are allowed each for itself, but not together. */
final class Contradictions {
    private Contradictions() {}

    /** Throws a {@link SettingsException} that names both keys and values. */
    static void check(Settings settings) {
        below(settings, Keys.HEARTBEAT_INTERVAL, "below", Keys.HEARTBEAT_TTL, false);
        below(settings, Keys.RETRY_BACKOFF, "at most", Keys.RETRY_BACKOFF_MAX, true);
        together(settings, Keys.REGISTRY_CERT, Keys.REGISTRY_KEY);
        together(settings, Keys.REGISTRY_KEY, Keys.REGISTRY_CERT);
        together(settings, Keys.TLS_CERT, Keys.TLS_KEY);
        together(settings, Keys.TLS_KEY, Keys.TLS_CERT);
        together(settings, Keys.TLS_CERT, Keys.TLS_CA);
        if (settings.isSet(Keys.TLS_CA) && settings.isSet(Keys.SERVE)) {
            together(settings, Keys.TLS_CA, Keys.TLS_CERT);
        }
        for (Key<Path> file : List.of(Keys.REGISTRY_CA, Keys.REGISTRY_CERT)) {
            if (settings.isSet(file)
                    && !"https".equals(settings.get(Keys.REGISTRY).getScheme())) {
                throw new SettingsException(Keys.REGISTRY.name() + ": " + text(settings, Keys.REGISTRY)
                        + " (expected: an https URL, because " + file.name() + " is set)");
            }
        }
    }

    private static void together(Settings settings, Key<?> one, Key<?> other) {
        if (settings.isSet(one) && !settings.isSet(other)) {
            throw new SettingsException(
                    one.name() + ": " + text(settings, one) + " (expected: " + other.name() + " beside it)");
        }
    }

    private static <T extends Comparable<T>> void below(
            Settings settings, Key<T> smaller, String relation, Key<T> greater, boolean mayBeEqual) {
        int order = settings.get(smaller).compareTo(settings.get(greater));
        if (order > 0 || order == 0 && !mayBeEqual) {
            throw new SettingsException(smaller.name() + ": " + text(settings, smaller) + " (expected: " + relation
                    + " " + greater.name() + ", which is " + text(settings, greater) + ")");
        }
    }

    private static String text(Settings settings, Key<?> key) {
        return settings.texts().getOrDefault(key.name(), String.valueOf(key.defaultText()));
    }
}
