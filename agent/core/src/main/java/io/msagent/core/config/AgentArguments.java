package io.msagent.core.config;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes apart what stands behind {@code -javaagent:ms-agent.jar=}: {@code NAME=VALUE} pieces, separated by {@code ,} or
 * {@code ;}. A piece without {@code =} that follows a list belongs to the list, so {@code include=A#x,B#y,mode=local}
 * holds two settings.
 */
final class AgentArguments {
    static final String SOURCE = "agent arguments";

    private AgentArguments() {}

    static Map<String, String> parse(@Nullable String arguments) {
        Map<String, String> texts = new LinkedHashMap<>();
        String last = "";
        for (String piece : (arguments == null ? "" : arguments).split("[,;]")) {
            String text = piece.strip();
            int equals = text.indexOf('=');
            if (text.isEmpty()) {
                continue;
            }
            if (equals < 0) {
                goOn(texts, last, text);
            } else {
                last = text.substring(0, equals).strip();
                if (texts.put(last, text.substring(equals + 1).strip()) != null) {
                    throw new SettingsException(SOURCE + ": " + last + ": given twice (expected: once)");
                }
            }
        }
        return texts;
    }

    private static void goOn(Map<String, String> texts, String last, String text) {
        Key<?> key = Keys.named(last);
        if (key == null || key.kind() != Key.Kind.LIST) {
            boolean behindSecret = key != null && key.kind() == Key.Kind.SECRET;
            throw new SettingsException(SOURCE + ": " + (behindSecret ? "a piece behind " + last : text)
                    + ": has no value (expected: NAME=VALUE; -javaagent:ms-agent.jar=help lists all)");
        }
        texts.merge(last, text, (before, more) -> before + "," + more);
    }
}
