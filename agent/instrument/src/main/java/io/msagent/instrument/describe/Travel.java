package io.msagent.instrument.describe;

import org.jspecify.annotations.Nullable;

/** Knows which of the platform's types the wire can carry. Safe for use by any thread. */
@FunctionalInterface
public interface Travel {
    /** Why values of this class (binary name) certainly cannot travel; null if they may. */
    @Nullable
    String whyNot(String className);
}
