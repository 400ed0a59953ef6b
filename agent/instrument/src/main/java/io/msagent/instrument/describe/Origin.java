package io.msagent.instrument.describe;

import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.tree.analysis.Value;

/**
 * From which parameters a value may come, as a whole or as a part of what the caller handed over.
 *
 * @param size words it takes in a frame, 1 or 2
 * @param parameters the locals in which they arrive; a long or a double takes two
 */
record Origin(int size, Set<Integer> parameters) implements Value {
    Origin {
        parameters = Set.copyOf(parameters);
    }

    static Origin none(int size) {
        return new Origin(size, Set.of());
    }

    Origin with(Origin other) {
        if (parameters.containsAll(other.parameters) && size <= other.size) {
            return this;
        }
        Set<Integer> both = new TreeSet<>(parameters);
        both.addAll(other.parameters);
        return new Origin(Math.min(size, other.size), both);
    }

    @Override
    public int getSize() {
        return size;
    }
}
