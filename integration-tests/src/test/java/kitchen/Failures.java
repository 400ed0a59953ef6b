package kitchen;

import java.util.List;

/** Exceptions of every shape. */
final class Failures {
    private Failures() {}

    /** Checked, with fields and no usual constructor. */
    static final class OutOfStock extends Exception {
        private static final long serialVersionUID = 1L;
        final String sku;
        final int wanted;
        final List<String> alternatives;

        OutOfStock(String sku, int wanted, List<String> alternatives) {
            super(wanted + " of " + sku + " wanted");
            this.sku = sku;
            this.wanted = wanted;
            this.alternatives = alternatives;
        }
    }

    /** Builds its message itself. */
    static final class OwnMessage extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int code;

        OwnMessage(int code) {
            super((String) null);
            this.code = code;
        }

        @Override
        public String getMessage() {
            return "code " + code;
        }
    }

    /** An error of the application's own. */
    static final class Broken extends Error {
        private static final long serialVersionUID = 1L;

        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
