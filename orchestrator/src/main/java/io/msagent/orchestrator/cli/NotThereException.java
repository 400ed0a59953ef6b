package io.msagent.orchestrator.cli;

/** There is no such service, instance or host. */
final class NotThereException extends RuntimeException {
    static final int EXIT_CODE = 4;
    private static final long serialVersionUID = 1L;

    NotThereException(String message) {
        super(message);
    }
}
