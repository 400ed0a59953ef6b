package io.msagent.stateful.store.jdbc;

import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** H2's URLs: {@code jdbc:h2:file:/folder/name;SETTING=value;...}. */
final class H2Url {
    private H2Url() {}

    /** With these settings, except those that it makes itself: H2 refuses what is set twice. */
    static String with(String url, Map<String, String> settings) {
        Set<String> there = new HashSet<>();
        String[] parts = url.split(";");
        for (int i = 1; i < parts.length; i++) {
            there.add(parts[i].split("=", 2)[0].strip().toUpperCase(Locale.ROOT));
        }
        StringBuilder whole = new StringBuilder(url);
        new TreeMap<>(settings).forEach((name, value) -> {
            if (!there.contains(name)) {
                whole.append(';').append(name).append('=').append(value);
            }
        });
        return whole.toString();
    }
}
