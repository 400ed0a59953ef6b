package io.msagent.core.tls;

import java.util.stream.Stream;

/** What lies behind a failure: it and its causes, of which only so many are looked at that a cycle ends. */
public final class Causes {
    private static final int MOST = 20;

    private Causes() {}

    /** Whether the failure or one of its causes is of that type. */
    public static boolean have(Throwable failure, Class<? extends Throwable> type) {
        return of(failure).anyMatch(type::isInstance);
    }

    /** The message of the innermost cause; empty if it has none. */
    public static String innermost(Throwable failure) {
        return of(failure)
                .reduce((outer, inner) -> inner)
                .map(Throwable::getMessage)
                .orElse("");
    }

    private static Stream<Throwable> of(Throwable failure) {
        return Stream.iterate(failure, e -> e != null, Throwable::getCause).limit(MOST);
    }
}
