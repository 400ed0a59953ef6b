package io.msagent.core.call;

import java.util.UUID;

/**
 * Names a transaction. Sorts by the time of its beginning to the millisecond; the layout is that of a version 7 UUID (RFC
 * 9562).
 *
 * @param value 36 characters, lower case
 */
public record TransactionId(String value) implements Comparable<TransactionId> {

    /** Checks that the value has a UUID's form, because it arrives from outside. */
    public TransactionId {
        if (value.length() != 36 || !value.equals(UUID.fromString(value).toString())) {
            throw new IllegalArgumentException("transaction id: " + value + " (expected: a lower-case UUID)");
        }
    }

    /** When it began, as its maker's clock had it: milliseconds since 1970. */
    public long millis() {
        return UUID.fromString(value).getMostSignificantBits() >>> 16;
    }

    @Override
    public int compareTo(TransactionId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
