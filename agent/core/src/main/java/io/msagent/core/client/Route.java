package io.msagent.core.client;

/**
 * Decides where a call goes next, and what follows from an attempt that has not ended it. Used by the thread that makes the
 * call; lives as long as the call.
 */
interface Route {
    /** Does the next thing for the call; its time is not over. */
    Step next() throws InterruptedException;

    /** How the call ends, now that its time is over. */
    Step outOfTime();
}
