package io.msagent.core.config;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting.
 *
 * @param name as written in agent arguments; {@code -Dms.NAME} and {@code MS_NAME} (upper case, {@code .} and {@code -}
 *     as {@code _}) mean the same
 * @param defaultText the default as a user would write it; null if there is none
 * @param allowed what a value may be, for people
 * @param meaning one sentence for the docs
 * @param parser turns text into the value; throws {@link IllegalArgumentException} if it is not allowed
 * @param <T> type of the value
 */
public record Key<T>(
        String name, @Nullable String defaultText, String allowed, String meaning, Function<String, T> parser) {

    /** The environment variable that means the same. */
    public String environmentName() {
        return "MS_" + name.toUpperCase(java.util.Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
