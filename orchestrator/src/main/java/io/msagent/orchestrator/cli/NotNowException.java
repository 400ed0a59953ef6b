package io.msagent.orchestrator.cli;

/** No answer now, but perhaps in a moment: a registry that is taken over, an orchestrator that has just started. */
final class NotNowException extends CommandFailedException {
    private static final long serialVersionUID = 1L;

    NotNowException(String message) {
        super(message);
    }

    /** Whether an answer with that status says no more than that. */
    static boolean isMeantBy(int status) {
        return status == 429 || status == 502 || status == 503 || status == 504;
    }
}
