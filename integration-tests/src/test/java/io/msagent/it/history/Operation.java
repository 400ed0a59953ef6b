package io.msagent.it.history;

/**
 * One call as its caller saw it. Times are of {@link System#nanoTime}, which on Linux is the machine's one monotonic clock:
 * those of several processes on one machine can be compared.
 *
 * @param caller number of the calling thread
 * @param key whose state it was for
 * @param name what was called
 * @param argument with what
 * @param invoked before the call
 * @param returned after it; {@link #NEVER} unless it returned
 * @param outcome how it ended
 * @param result what it returned; how it failed, if it did
 */
public record Operation(
        int caller,
        String key,
        String name,
        String argument,
        long invoked,
        long returned,
        Outcome outcome,
        String result) {

    /** When a call has taken effect that did not return: then, or earlier, or never. */
    public static final long NEVER = Long.MAX_VALUE;

    /** How a call ended. */
    public enum Outcome {
        /** With a result; it took effect between invocation and return. */
        RETURNED,
        /** It may have taken effect at any time since its invocation, may still, and may never. */
        UNKNOWN,
        /** It has certainly not taken effect. */
        NOT_RUN
    }

    /** One that returned. */
    public static Operation returned(
            int caller, String key, String name, String argument, long invoked, long returned, String result) {
        return new Operation(caller, key, name, argument, invoked, returned, Outcome.RETURNED, result);
    }

    /** One of which nobody knows. */
    public static Operation unknown(
            int caller, String key, String name, String argument, long invoked, String failure) {
        return new Operation(caller, key, name, argument, invoked, NEVER, Outcome.UNKNOWN, failure);
    }

    /** One that certainly had no effect. */
    public static Operation notRun(int caller, String key, String name, String argument, long invoked, String failure) {
        return new Operation(caller, key, name, argument, invoked, NEVER, Outcome.NOT_RUN, failure);
    }
}
