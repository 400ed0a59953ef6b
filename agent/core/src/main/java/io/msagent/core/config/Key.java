package io.msagent.core.config;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name as written in agent arguments; {@code -Dms.NAME} and {@code MS_NAME} (upper case, {@code .} and {@code -}
 *     as {@code _}) mean the same
 * @param defaultText the default as a user would write it; null if there is none
 * @param kind what the text holds
 * @param unit what a number counts; empty where the value is no number or names its unit itself
 * @param allowed what a value may be, for people
 * @param meaning one sentence for the docs
 * @param parser turns text into the value; throws {@link IllegalArgumentException} if it is not allowed
 * @param <T> type of the value
 */
public record Key<T>(
        String name,
        @Nullable String defaultText,
        Kind kind,
        String unit,
        String allowed,
        String meaning,
        Function<String, T> parser) {

    /** What a key's text holds. */
    public enum Kind {
        /** One value. */
        SINGLE,
        /** Several values, separated by commas. */
        LIST,
        /** One value that no message may show. */
        SECRET
    }

    /** The environment variable that means the same. */
    public String environmentName() {
        return "MS_" + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** The system property that means the same. */
    public String propertyName() {
        return "ms." + name;
    }

    /** How a message may show this text as the key's value. */
    String shown(String text) {
        return kind == Kind.SECRET ? "(secret, " + text.length() + " characters)" : text;
    }
}
