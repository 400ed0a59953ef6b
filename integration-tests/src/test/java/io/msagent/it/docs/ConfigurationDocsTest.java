package io.msagent.it.docs;

import io.msagent.core.config.Key;
import io.msagent.core.config.Keys;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The configuration tables come from {@link Keys}. */
@Tag("once")
class ConfigurationDocsTest {
    private static final List<Key<?>> MOST_USED = List.of(
            Keys.REGISTRY,
            Keys.TOKEN_FILE,
            Keys.MODE,
            Keys.INCLUDE,
            Keys.TIMEOUT,
            Keys.FALLBACK_LOCAL,
            Keys.WIRE_ALLOW,
            Keys.LOG_LEVEL,
            Keys.CONFIG);

    @Test
    void thePageNamesEveryKey() throws IOException {
        String rows = Keys.all().stream()
                .map(key -> row(
                        code(key.name()),
                        code(key.environmentName()),
                        fallback(key),
                        key.unit(),
                        key.allowed(),
                        key.meaning()))
                .collect(Collectors.joining());
        new GeneratedBlock("docs/configuration.md", "configuration")
                .mustBe(row("Key", "Variable", "Default", "Unit", "Allowed", "Meaning")
                        + "|---|---|---|---|---|---|\n"
                        + rows);
    }

    @Test
    void theReadmeNamesTheMostUsed() throws IOException {
        String rows = MOST_USED.stream()
                .map(key -> row(code(key.name()), fallback(key), key.meaning()))
                .collect(Collectors.joining());
        new GeneratedBlock("README.md", "configuration")
                .mustBe(row("Key", "Default", "Meaning") + "|---|---|---|\n" + rows);
    }

    private static String fallback(Key<?> key) {
        String text = key.defaultText();
        return text == null || text.isEmpty() ? "" : code(text);
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
