package io.msagent.orchestrator.cli;

/** A command could not do what it was asked to; the message is one line for the user. */
class CommandFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    CommandFailedException(String message) {
        super(message);
    }
}
