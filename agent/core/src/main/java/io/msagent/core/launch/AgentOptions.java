package io.msagent.core.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The text behind {@code -javaagent:ms-agent.jar=}: settings separated by commas. A piece that does not begin with a name
 * and {@code =} goes on with the list before it, as in {@code serve=pricing,stock,mode=auto}.
 */
final class AgentOptions {
    private static final Pattern BEGINS_SETTING = Pattern.compile("\\s*[a-z][a-z.-]*\\s*=.*", Pattern.DOTALL);

    private AgentOptions() {}

    /** The same text without the named settings. */
    static String without(String options, Set<String> names) {
        List<String> kept = new ArrayList<>();
        boolean dropping = false;
        for (String piece : options.split(",", -1)) {
            if (BEGINS_SETTING.matcher(piece).matches()) {
                dropping = names.contains(piece.substring(0, piece.indexOf('=')).strip());
            }
            if (!dropping && !piece.isBlank()) {
                kept.add(piece);
            }
        }
        return String.join(",", kept);
    }
}
