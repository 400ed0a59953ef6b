package io.msagent.core.client;

/** Puts the caller's own frames under the frames that an exception brings from the provider. */
@FunctionalInterface
interface Splice {
    /**
     * Called once for each exception that a body threw, before the application sees it.
     *
     * @param where which instance ran the body, for people
     * @param callerFrames the caller's stack, innermost frame first, frames of the agent included
     */
    void splice(Throwable thrown, String where, StackTraceElement[] callerFrames);
}
