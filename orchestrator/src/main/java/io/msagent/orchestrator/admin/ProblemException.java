package io.msagent.orchestrator.admin;

/** A request cannot be done; the message is the detail of the answer. */
final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    ProblemException(int status, String detail) {
        super(detail, null, false, false);
        this.status = status;
    }

    /** {@code name: value (expected: what)}. */
    static ProblemException of(int status, String name, Object value, String expected) {
        return new ProblemException(status, name + ": " + value + " (expected: " + expected + ")");
    }

    int status() {
        return status;
    }
}
