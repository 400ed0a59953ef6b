package io.msagent.stateful.calls;

/** Has what cannot be written. */
final class Unkeepable {
    private final Thread thread = Thread.currentThread();

    String touch(String key) {
        return key + thread.getName();
    }
}
