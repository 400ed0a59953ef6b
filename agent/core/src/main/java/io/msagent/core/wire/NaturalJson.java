package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** The values that need no class name even where anything may stand, because JSON knows them. */
final class NaturalJson {
    private NaturalJson() {}

    /** Whether a place is so general that JSON's own types are values there. */
    static boolean applies(Class<?> declared) {
        return declared.isAssignableFrom(String.class)
                || declared.isAssignableFrom(Integer.class)
                || declared.isAssignableFrom(Double.class)
                || declared.isAssignableFrom(Boolean.class);
    }

    /** Writes the value if it is one of these. */
    static boolean write(Object value, WireWriter out) throws IOException {
        if (value instanceof String s) {
            out.json.writeString(s);
        } else if (value instanceof Integer i) {
            out.json.writeNumber(i);
        } else if (value instanceof Boolean b) {
            out.json.writeBoolean(b);
        } else if (value instanceof Double d && Double.isFinite(d)) {
            out.json.writeNumber(d);
        } else {
            return false;
        }
        return true;
    }

    /** Reads the value; null if it is none of these. Whole numbers too large for an int become the next larger type. */
    static @Nullable Object read(WireReader in) throws IOException {
        JsonToken token = in.json.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return in.json.getText();
        }
        if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return token == JsonToken.VALUE_TRUE;
        }
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return FloatingCodec.readDouble(in);
        }
        return token == JsonToken.VALUE_NUMBER_INT ? whole(in) : null;
    }

    private static Object whole(WireReader in) throws IOException {
        BigInteger value = (BigInteger) BIG.read(in);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        if (value.bitLength() < Long.SIZE) {
            return value.longValue();
        }
        return value;
    }

    private static final BigNumberCodec BIG = new BigNumberCodec(false);
}
