package io.msagent.it.faults;

/**
 * A call of {@code kitchen.Storm}, as its caller saw it.
 *
 * @param outcome {@code returned}, or simple name of the exception
 * @param mayHaveRun whether the exception, if any, says so
 * @param overMillis by how much it passed its timeout; below 0 if it did not
 * @param stillMillis how long its process stood still meanwhile
 */
public record StormCall(long n, String method, String outcome, boolean mayHaveRun, long overMillis, long stillMillis) {

    /** Reads a line that {@code kitchen.Storm} printed. */
    public static StormCall parse(String line) {
        String[] parts = line.split("\t", -1);
        return new StormCall(
                Long.parseLong(parts[0]),
                parts[1].intern(),
                parts[2].intern(),
                Boolean.parseBoolean(parts[3]),
                Long.parseLong(parts[4]),
                Long.parseLong(parts[5]));
    }

    /** Whether its caller got an answer. */
    public boolean returned() {
        return outcome.equals("returned");
    }
}
