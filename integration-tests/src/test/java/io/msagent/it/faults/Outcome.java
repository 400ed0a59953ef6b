package io.msagent.it.faults;

/**
 * How a call ended in its caller.
 *
 * @param exception simple name of what was thrown; empty if the call returned
 * @param mayHaveRun whether the exception says that the body may have run
 * @param interrupted whether the thread's interrupt flag was set when it was thrown
 * @param text the result, or the exception's message
 */
record Outcome(String exception, boolean mayHaveRun, boolean interrupted, String text) {

    /** Reads what {@code kitchen.Puppet} prints after the number. */
    static Outcome parse(String line) {
        String[] parts = line.split("\t", -1);
        if (parts[0].equals("returned")) {
            return new Outcome("", false, false, parts[1]);
        }
        return new Outcome(
                parts[1].substring(parts[1].lastIndexOf('.') + 1),
                Boolean.parseBoolean(parts[2]),
                Boolean.parseBoolean(parts[3]),
                parts[4]);
    }
}
