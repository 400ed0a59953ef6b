package io.msagent.core.config;

/** Values that are allowed each for itself, but not together. */
final class Contradictions {
    private Contradictions() {}

    /** Throws a {@link SettingsException} that names both keys and values. */
    static void check(Settings settings) {
        below(settings, Keys.HEARTBEAT_INTERVAL, "below", Keys.HEARTBEAT_TTL, false);
        below(settings, Keys.RETRY_BACKOFF, "at most", Keys.RETRY_BACKOFF_MAX, true);
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
