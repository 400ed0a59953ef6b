package io.msagent.core.context;

import java.util.Set;

/** Tells what the application has loaded by itself, without loading anything. Safe for use by any thread. */
@FunctionalInterface
public interface LoadedNames {
    /** Those of the binary names whose classes this loader, or one that it asks, has loaded so far. */
    Set<String> among(Set<String> names, ClassLoader loader);
}
