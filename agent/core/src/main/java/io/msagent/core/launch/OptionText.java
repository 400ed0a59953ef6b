package io.msagent.core.launch;

import java.util.ArrayList;
import java.util.List;

/** JVM options in an environment variable: separated by white space, which quotes of either kind protect. */
final class OptionText {
    private OptionText() {}

    /** The options as they stand there, quotes included. */
    static List<String> split(String text) {
        List<String> options = new ArrayList<>();
        StringBuilder option = new StringBuilder();
        char quote = 0;
        for (char c : text.toCharArray()) {
            if (quote == 0 && Character.isWhitespace(c)) {
                end(option, options);
                continue;
            }
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            }
            option.append(c);
        }
        end(option, options);
        return options;
    }

    /** The option as the JVM sees it. An argument without quotes is its own text. */
    static String unquote(String option) {
        StringBuilder bare = new StringBuilder();
        char quote = 0;
        for (char c : option.toCharArray()) {
            if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else if (c == quote) {
                quote = 0;
            } else {
                bare.append(c);
            }
        }
        return bare.toString();
    }

    /** Protects white space; the JVM has no escape, so the quote is the kind that does not occur. */
    static String quote(String bare) {
        char quote = bare.indexOf('"') < 0 ? '"' : '\'';
        return quote + bare + quote;
    }

    private static void end(StringBuilder option, List<String> options) {
        if (option.length() > 0) {
            options.add(option.toString());
            option.setLength(0);
        }
    }
}
