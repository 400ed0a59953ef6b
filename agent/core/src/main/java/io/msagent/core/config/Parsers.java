package io.msagent.core.config;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Path;
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
    /** What {@link #duration} takes, for people. */
    static final String DURATIONS_ALLOWED = "a duration above 0, as 250ms, 10s, 2m, 1h; at most 8760h";

    // a year: far beyond any use, and its nanoseconds still fit into a long
    private static final Duration LONGEST = Duration.ofHours(8760);
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,12})(ms|s|m|h)");

    private Parsers() {}

    /** As {@code 250ms}, {@code 10s}, {@code 2m}, {@code 1h}; above 0, at most a year. */
    public static Duration duration(String text) {
        Matcher m = DURATION.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(text);
        }
        long amount = Long.parseLong(m.group(1));
        Duration duration = switch (m.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            default -> Duration.ofHours(amount);
        };
        if (duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(text);
        }
        return duration;
    }

    /** The same, at most as long as this. */
    static Function<String, Duration> durationUpTo(Duration longest) {
        return text -> {
            Duration duration = duration(text);
            if (duration.compareTo(longest) > 0) {
                throw new IllegalArgumentException(text);
            }
            return duration;
        };
    }

    /** A path; a leading {@code ~} means the user's home folder. */
    static Path path(String text) {
        String home = System.getProperty("user.home");
        return Path.of(text(text).equals("~") || text.startsWith("~/") ? home + text.substring(1) : text);
    }

    static String text(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("empty");
        }
        return text;
    }

    /** A DNS label (RFC 1123), in lower case. */
    static String label(String text) {
        if (!LABEL.matcher(text).matches()) {
            throw new IllegalArgumentException(text);
        }
        return text;
    }

    /** What can stand in a header as it is. */
    static String visible(String text) {
        if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException(text);
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
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
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
