package io.msagent.core.call;

import java.util.regex.Pattern;

/**
 * One call's place in its transaction. A call that is repeated, be it by a caller's retry or because the body around it runs
 * again, has the same place.
 *
 * @param id the transaction
 * @param number as {@code 2.1}: the first call that the body of the transaction's second call makes; at most 200
 *     characters
 * @param open whether more calls may follow: false for a transaction that consists of this call
 */
public record TransactionCall(TransactionId id, String number, boolean open) {
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}(\\.[1-9][0-9]{0,8})*");
    private static final int MOST_CHARACTERS = 200;

    /** Checks the number, because it arrives from outside. */
    public TransactionCall {
        if (number.length() > MOST_CHARACTERS || !NUMBER.matcher(number).matches()) {
            throw new IllegalArgumentException("number of a call in its transaction: "
                    + number.substring(0, Math.min(40, number.length()))
                    + " (expected: whole numbers from 1, with a dot between them, at most 200 characters)");
        }
    }

    /** Whether that call was made by this one's body, or by what it called. */
    public boolean isAround(TransactionCall other) {
        return id.equals(other.id) && other.number.startsWith(number + ".");
    }

    /** The value of {@link io.msagent.core.wire.Protocol#TRANSACTION}. */
    public String toHeader() {
        return id + " " + number + (open ? " open" : "");
    }

    @Override
    public String toString() {
        return id + " " + number;
    }
}
