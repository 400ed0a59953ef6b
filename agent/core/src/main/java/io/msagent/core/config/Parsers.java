package io.msagent.core.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** From text to values. Each throws {@link IllegalArgumentException} for what it does not allow. */
public final class Parsers {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");

    private Parsers() {}

    /** As {@code 250ms}, {@code 10s}, {@code 2m}, {@code 1h}; above 0. */
    public static Duration duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches() || Long.parseLong(m.group(1)) == 0) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
    }

    static String text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    static List<String> list(String text) {
        return Arrays.stream(text.split(",", -1))
                .map(String::strip)
                .filter(s -> !s.isEmpty())
                .toList();
    }

    static boolean bool(String text) {
        return oneOf("true", "false").andThen("true"::equals).apply(text);
    }

    static URI httpUrl(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !List.of("http", "https").contains(String.valueOf(uri.getScheme()))) {
            throw new IllegalArgumentException(text);
        }
        return uri;
    }

    static Function<String, Integer> number(int least, int most) {
        return text -> {
            int n = Integer.parseInt(text);
            if (n < least || n > most) {
                throw new IllegalArgumentException(text);
            }
            return n;
        };
    }

    static Function<String, String> oneOf(String... names) {
        return text -> {
            if (!List.of(names).contains(text)) {
                throw new IllegalArgumentException(text);
            }
            return text;
        };
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(e -> lower(e).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static <E extends Enum<E>> String lowerNames(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Parsers::lower).collect(Collectors.joining(", "));
    }

    static List<Key<?>> constants(Class<?> holder) {
        List<Key<?>> keys = new ArrayList<>();
        for (Field field : holder.getDeclaredFields()) {
            if (field.getType() == Key.class && Modifier.isStatic(field.getModifiers())) {
                try {
                    keys.add((Key<?>) field.get(null));
                } catch (IllegalAccessException e) {
                    throw new LinkageError(field.getName(), e);
                }
            }
        }
        return List.copyOf(keys);
    }
}
