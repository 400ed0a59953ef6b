package io.msagent.core.client;

/** What the test's body throws; checked, as an application's own may be. */
final class AppException extends Exception {
    private static final long serialVersionUID = 1L;

    AppException(String message) {
        super(message);
    }
}
