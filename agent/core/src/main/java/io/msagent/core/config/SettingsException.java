package io.msagent.core.config;

/** An unknown key or a value that is not allowed. The message is one line for the user. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which key, which value, and what is allowed. */
    public SettingsException(String message) {
        super(message);
    }
}
