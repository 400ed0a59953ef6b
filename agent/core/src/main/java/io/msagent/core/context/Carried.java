package io.msagent.core.context;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * What an application's carriers take along, by carrier and name. Travels as one header, {@code carrier/name=value}, with
 * commas between the entries and each part percent-encoded. Immutable.
 */
public final class Carried {
    /** The header's name. */
    public static final String HEADER = "ms-context";

    /** Nothing. */
    public static final Carried NONE = new Carried(Map.of());

    static final int MOST_ENTRIES = 64;
    static final int MOST_BYTES = 4_096;
    private final Map<String, Map<String, String>> byCarrier;

    private Carried(Map<String, Map<String, String>> byCarrier) {
        this.byCarrier = byCarrier;
    }

    static Carried of(Map<String, Map<String, String>> byCarrier) {
        return byCarrier.isEmpty() ? NONE : new Carried(byCarrier);
    }

    /** What a carrier sent; empty if nothing. */
    Map<String, String> of(String carrier) {
        return byCarrier.getOrDefault(carrier, Map.of());
    }

    /**
     * The header's value; empty if there is nothing to send.
     *
     * @throws IllegalArgumentException if it is too much
     */
    public String header() {
        StringJoiner header = new StringJoiner(",");
        int[] entries = {0};
        byCarrier.forEach((carrier, values) -> values.forEach((name, value) -> {
            header.add(encode(carrier) + "/" + encode(name) + "=" + encode(value));
            entries[0]++;
        }));
        if (entries[0] > MOST_ENTRIES || header.length() > MOST_BYTES) {
            throw new IllegalArgumentException(entries[0] + " entries of " + header.length()
                    + " bytes (expected: at most " + MOST_ENTRIES + " entries and " + MOST_BYTES
                    + " bytes, percent-encoded)");
        }
        return header.toString();
    }

    /**
     * Reads the header.
     *
     * @param header null if there is none
     * @throws IllegalArgumentException if it is not of the form above, or too much
     */
    public static Carried parse(@Nullable String header) {
        if (header == null || header.isEmpty()) {
            return NONE;
        }
        if (header.length() > MOST_BYTES) {
            throw new IllegalArgumentException(header.length() + " bytes (expected: at most " + MOST_BYTES + ")");
        }
        Map<String, Map<String, String>> byCarrier = new LinkedHashMap<>();
        String[] entries = header.split(",", -1);
        if (entries.length > MOST_ENTRIES) {
            throw new IllegalArgumentException(entries.length + " entries (expected: at most " + MOST_ENTRIES + ")");
        }
        for (String entry : entries) {
            int slash = entry.indexOf('/');
            int equals = entry.indexOf('=', slash + 1);
            if (slash < 1 || equals < 0) {
                throw malformed(entry);
            }
            Map<String, String> values =
                    byCarrier.computeIfAbsent(decode(entry, entry.substring(0, slash)), c -> new LinkedHashMap<>());
            String name = decode(entry, entry.substring(slash + 1, equals));
            if (values.put(name, decode(entry, entry.substring(equals + 1))) != null) {
                throw new IllegalArgumentException(entry + " (expected: each name of a carrier once)");
            }
        }
        return new Carried(byCarrier);
    }

    private static String encode(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static String decode(String entry, String part) {
        if (!part.chars().allMatch(c -> c > ' ' && c <= '~' && c != '+' && c != ';')) {
            throw malformed(entry);
        }
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw malformed(entry);
        }
    }

    private static IllegalArgumentException malformed(String entry) {
        return new IllegalArgumentException(entry + " (expected: carrier/name=value, each percent-encoded)");
    }
}
