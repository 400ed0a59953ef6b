package io.msagent.core.wire;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A value does not fit. Thrown where that is found and completed on its way out: each codec puts the step it stands for
 * before the path, so that a value that fits pays nothing for a path.
 */
final class Misfit extends RuntimeException {
    private static final long serialVersionUID = 1L;
    /** A longer path is shown by its two ends. */
    private static final int STEPS_SHOWN = 16;

    private final String what;
    private final transient Deque<String> path = new ArrayDeque<>();

    Misfit(String what) {
        this(what, null);
    }

    Misfit(String what, @Nullable Throwable cause) {
        super(what, cause, false, false);
        this.what = what;
    }

    /** Says that the place lies inside this step, as {@code .price} or {@code [3]}. */
    Misfit in(String step) {
        path.addFirst(step);
        return this;
    }

    /** The same for a list's element. */
    Misfit in(int index) {
        return in("[" + index + "]");
    }

    /** What users see. */
    WireException at(String root) {
        return new WireException(root + path() + ": " + what, getCause());
    }

    private String path() {
        StringBuilder text = new StringBuilder();
        int i = 0;
        for (String step : path) {
            if (i < STEPS_SHOWN / 2 || i >= path.size() - STEPS_SHOWN / 2) {
                text.append(step);
            } else if (i == STEPS_SHOWN / 2) {
                text.append(" ... ");
            }
            i++;
        }
        return text.toString();
    }

    @Override
    public String getMessage() {
        return path() + ": " + what;
    }
}
