package io.msagent.testing;

import org.jspecify.annotations.Nullable;

/** Stands for an exception that cannot be carried from one JVM to another: says its class, and has its stack and causes. */
final class Described extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int DEEPEST = 50;

    private Described(Throwable thrown, int depth) {
        super(text(thrown), cause(thrown, depth));
        setStackTrace(thrown.getStackTrace());
        if (depth < DEEPEST) {
            for (Throwable suppressed : thrown.getSuppressed()) {
                addSuppressed(new Described(suppressed, depth + 1));
            }
        }
    }

    static Described of(Throwable thrown) {
        return new Described(thrown, 0);
    }

    private static @Nullable Throwable cause(Throwable thrown, int depth) {
        return thrown.getCause() == null || depth == DEEPEST ? null : new Described(thrown.getCause(), depth + 1);
    }

    private static String text(Throwable thrown) {
        try {
            return thrown.toString();
        } catch (RuntimeException e) {
            return thrown.getClass().getName();
        }
    }

    /** The message begins with the class that it stands for. */
    @Override
    public String toString() {
        return String.valueOf(getMessage());
    }
}
