package io.msagent.core.call;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Names one call: made once by the caller and kept over every retry, so that a provider knows a repetition when it sees
 * one. Sorts by time of creation to the millisecond; the layout is that of a version 7 UUID (RFC 9562).
 *
 * @param value 36 characters, lower case
 */
public record CallId(String value) implements Comparable<CallId> {

    /** Checks that the value has a UUID's form, because it arrives from outside. */
    public CallId {
        if (value.length() != 36 || !value.equals(UUID.fromString(value).toString())) {
            throw new IllegalArgumentException("call id: " + value + " (expected: a lower-case UUID)");
        }
    }

    /** A new id. The random part need not be secret, only different. */
    public static CallId next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long time = System.currentTimeMillis() << 16 | 0x7000 | random.nextInt(0x1000);
        long rest = random.nextLong() >>> 2 | 0x8000_0000_0000_0000L;
        return new CallId(new UUID(time, rest).toString());
    }

    @Override
    public int compareTo(CallId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
