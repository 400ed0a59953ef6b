package io.msagent.instrument.match;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * Tells which classes are worth a closer look: those that the mark may concern, and those that a pattern may include.
 * Remembers per class loader what it has read, without keeping the loader alive. Safe for use by any thread.
 */
public final class Candidates {
    private final Map<ClassLoader, MarkedTypes> marks = Collections.synchronizedMap(new WeakHashMap<>());
    private final MethodPatterns patterns;

    /** Looks for marks and for these patterns. */
    public Candidates(MethodPatterns patterns) {
        this.patterns = patterns;
    }

    /** Whether the class, defined by this loader, may hold methods to weave. Loads no class. */
    public boolean matches(RawClass type, ClassLoader loader) {
        MarkedTypes known = marks.computeIfAbsent(loader, l -> new MarkedTypes());
        return known.marked(type, ClassBytes.of(loader)) || patterns.mayInclude(type);
    }
}
