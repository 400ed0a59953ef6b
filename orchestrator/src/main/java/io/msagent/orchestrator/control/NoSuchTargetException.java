package io.msagent.orchestrator.control;

import java.util.Collection;
import java.util.stream.Collectors;

/** A wish names a service, an instance or a host that is not there. The message names those that are. */
public final class NoSuchTargetException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_NAMED = 20;

    NoSuchTargetException(String kind, String name, Collection<String> there) {
        super(kind + ": " + name + " (expected: "
                + (there.isEmpty()
                        ? "one that is there; there is none now"
                        : "one of "
                                + there.stream().sorted().limit(MOST_NAMED).collect(Collectors.joining(", "))
                                + (there.size() > MOST_NAMED ? ", ... (" + there.size() + " in all)" : ""))
                + ")");
    }
}
