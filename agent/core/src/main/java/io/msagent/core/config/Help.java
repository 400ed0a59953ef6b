package io.msagent.core.config;

import java.util.stream.Collectors;

/** Every setting as text, for {@code -javaagent:ms-agent.jar=help}. */
final class Help {
    private Help() {}

    static String text() {
        return Keys.all().stream()
                .map(Help::entry)
                .collect(Collectors.joining(
                        "",
                        "settings, as agent argument NAME=VALUE, -Dms.NAME=VALUE, MS_NAME or in the file that config names:\n",
                        "the program was not started, because help was asked for"));
    }

    private static String entry(Key<?> key) {
        String fallback = key.defaultText();
        return "  " + key.name() + (fallback == null || fallback.isEmpty() ? "" : "=" + fallback) + "\n      "
                + key.meaning() + "\n      allowed: " + key.allowed()
                + (key.unit().isEmpty() ? "" : "; unit: " + key.unit()) + "\n";
    }
}
