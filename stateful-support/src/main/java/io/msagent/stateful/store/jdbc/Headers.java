package io.msagent.stateful.store.jdbc;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** An answer's headers as one text: a line each, {@code name:value}. */
final class Headers {
    private Headers() {}

    static String text(Map<String, String> headers) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(headers).forEach((name, value) -> {
            if (name.indexOf(':') >= 0 || name.indexOf('\n') >= 0 || value.indexOf('\n') >= 0) {
                throw new IllegalArgumentException("header " + name + ": " + value + " (expected: one line)");
            }
            text.append(name).append(':').append(value).append('\n');
        });
        return text.toString();
    }

    static Map<String, String> parse(String text) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon >= 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1));
            }
        }
        return headers;
    }
}
