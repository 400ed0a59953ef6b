package io.msagent.core.config;

import java.util.Comparator;
import java.util.function.Function;

/** Finds the key that somebody who mistyped a name may have meant. */
final class Nearest {
    private Nearest() {}

    /** The key whose name needs the fewest edits. */
    static Key<?> key(String name) {
        return by(name, Key::name);
    }

    /** The key whose environment variable needs the fewest edits. */
    static Key<?> byEnvironmentName(String name) {
        return by(name, Key::environmentName);
    }

    private static Key<?> by(String name, Function<Key<?>, String> nameOf) {
        return Keys.all().stream()
                .min(Comparator.comparingInt(key -> distance(name, nameOf.apply(key))))
                .orElseThrow();
    }

    /** Least number of characters put in, taken out, replaced, or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                d[i][j] = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
