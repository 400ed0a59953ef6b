package io.msagent.demo;

/** The demo cannot go on. The message is for the user: what failed, what was expected, where to look. */
final class DemoException extends Exception {
    private static final long serialVersionUID = 1L;

    DemoException(String message) {
        super(message);
    }
}
