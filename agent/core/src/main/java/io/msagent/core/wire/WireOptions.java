package io.msagent.core.wire;

import java.util.List;

/**
 * What may travel.
 *
 * @param allow class names allowed where the signature names only a general type; {@code *} at the end allowed
 * @param maxBytes largest encoded value, in bytes
 * @param maxDepth deepest nesting
 * @param opener opens packages to the codecs
 */
public record WireOptions(List<String> allow, int maxBytes, int maxDepth, ModuleOpener opener) {
    /** Copies the list. */
    public WireOptions {
        allow = List.copyOf(allow);
    }
}
