package io.msagent.registry.consul.embedded;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.TreeMap;

/** The parameters behind a path's question mark. */
final class Query {
    private static final Duration DEFAULT_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Map<String, List<String>> parameters = new LinkedHashMap<>();

    /** @param raw as it stands in the request line, without the question mark */
    Query(String raw) {
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                parameters
                        .computeIfAbsent(decode(name.replace('+', ' ')), n -> new ArrayList<>())
                        .add(decode(value.replace('+', ' ')));
            }
        }
    }

    boolean has(String name) {
        return parameters.containsKey(name);
    }

    Optional<String> get(String name) {
        return all(name).stream().findFirst();
    }

    List<String> all(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    /** An unsigned number; refused with the words of Go's parser, as Consul does. */
    Optional<Long> unsigned(String name) {
        return get(name).map(text -> {
            try {
                return digits(text);
            } catch (NumberFormatException e) {
                if (text.matches("[0-9]+")) {
                    throw HttpError.internal("strconv.ParseUint: parsing \"" + text + "\": value out of range");
                }
                throw HttpError.internal("strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
            }
        });
    }

    /** A switch, on if its name stands alone. */
    boolean isOn(String name) {
        return get(name)
                .map(text -> switch (text) {
                    case "", "1", "t", "T", "true", "TRUE", "True" -> true;
                    case "0", "f", "F", "false", "FALSE", "False" -> false;
                    default -> throw HttpError.badRequest("Invalid value for ?" + name);
                })
                .orElse(false);
    }

    /** The index that a blocking query knows already; 0 if it is none. */
    long index() {
        return get("index")
                .filter(text -> !text.isEmpty())
                .map(text -> {
                    try {
                        return digits(text);
                    } catch (NumberFormatException e) {
                        throw HttpError.badRequest("Invalid index");
                    }
                })
                .orElse(0L);
    }

    private static long digits(String text) {
        if (text.startsWith("+")) {
            throw new NumberFormatException(text); // which Java takes and Go does not
        }
        return Long.parseUnsignedLong(text);
    }

    /** All parameters in the order of their names, as Go's {@code url.Values} are written. */
    String sorted() {
        StringJoiner all = new StringJoiner("&");
        new TreeMap<>(parameters)
                .forEach((name, values) -> values.forEach(value -> all.add(encode(name) + "=" + encode(value))));
        return all.toString();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** How long a blocking query may take: 5 minutes if it does not say, never more than 10. */
    Duration waitTime() {
        Duration asked = get("wait")
                .filter(text -> !text.isEmpty())
                .map(text -> GoDuration.parse(text).orElseThrow(() -> HttpError.badRequest("Invalid wait time")))
                .orElse(Duration.ZERO);
        Duration meant = asked.isZero() || asked.isNegative() ? DEFAULT_WAIT : asked;
        return meant.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : meant;
    }

    /** The reverse of {@link #decode}, for a path. */
    static String encodePath(String path) {
        return encode(path).replace("+", "%20").replace("%2F", "/");
    }

    /** A percent sign without two hexadecimal digits behind it. */
    static final class BadEncoding extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadEncoding() {
            super("a percent sign without two hexadecimal digits", null, false, false);
        }
    }

    /** Percent-encoded UTF-8. */
    static String decode(String raw) {
        if (raw.indexOf('%') < 0) {
            return raw;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(raw.length());
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                int high = i + 2 < bytes.length ? Character.digit(bytes[i + 1], 16) : -1;
                int low = i + 2 < bytes.length ? Character.digit(bytes[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw new BadEncoding();
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(bytes[i]);
            }
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
