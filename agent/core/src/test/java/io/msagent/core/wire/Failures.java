package io.msagent.core.wire;

import java.util.List;
import java.util.function.Supplier;

/** Exceptions as applications write them. */
final class Failures {
    private Failures() {}

    /** Checked, no usual constructor, fields of many kinds, a message of its own making. */
    static final class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;
        static int constructed;
        private final Samples.Item item;
        private final List<String> offers;
        private final transient Thread where = Thread.currentThread();
        private final Supplier<String> advice;
        int code = 7;

        OutOfStock(Samples.Item item, List<String> offers, Supplier<String> advice) {
            super("out of stock");
            constructed++;
            this.item = item;
            this.offers = offers;
            this.advice = advice;
        }

        @Override
        public String getMessage() {
            return super.getMessage() + ": " + item;
        }

        Samples.Item item() {
            return item;
        }

        List<String> offers() {
            return offers;
        }

        Supplier<String> advice() {
            return advice;
        }

        Thread where() {
            return where;
        }
    }

    static final class Silent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Silent(String message) {
            super(message, null, false, false);
        }
    }

    static final class Wrapping extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final Exception inner;

        Wrapping(Exception inner) {
            this.inner = inner;
        }
    }

    /** Everything about it fails. */
    static final class Hostile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("no message");
        }

        @Override
        public StackTraceElement[] getStackTrace() {
            throw new IllegalStateException("no stack");
        }
    }

    static boolean trapSprung;

    static final class NoException {
        static {
            trapSprung = true;
        }
    }

    static final class Unloadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final int NEVER = Integer.parseInt("never".trim());
    }
}
