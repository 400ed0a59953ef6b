package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;

/** {@link BigInteger} and {@link BigDecimal} as JSON numbers, scale kept. */
final class BigNumberCodec extends ValueCodec {
    /** Reading digits takes time that grows with their square. */
    static final int MAX_DIGITS = 10_000;

    private final boolean decimal;

    BigNumberCodec(boolean decimal) {
        this.decimal = decimal;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        int bits = decimal ? ((BigDecimal) value).unscaledValue().bitLength() : ((BigInteger) value).bitLength();
        String digits = bits > MAX_DIGITS * 4 ? "" : value.toString();
        if (digits.isEmpty() || digits.length() > MAX_DIGITS) {
            throw new Misfit(
                    "a number of about " + (long) (bits * 0.30103) + " digits (expected: at most " + MAX_DIGITS + ")");
        }
        out.json.writeNumber(digits);
    }

    @Override
    Object read(WireReader in) throws IOException {
        if (!in.at(JsonToken.VALUE_NUMBER_INT) && !(decimal && in.at(JsonToken.VALUE_NUMBER_FLOAT))) {
            throw in.found(expected());
        }
        String digits = in.json.getText();
        if (digits.length() > MAX_DIGITS) {
            throw in.found("at most " + MAX_DIGITS + " digits");
        }
        try {
            return decimal ? new BigDecimal(digits) : new BigInteger(digits);
        } catch (NumberFormatException e) {
            throw in.unfit(expected(), e);
        }
    }

    @Override
    String expected() {
        return decimal ? BigDecimal.class.getName() : BigInteger.class.getName();
    }
}
