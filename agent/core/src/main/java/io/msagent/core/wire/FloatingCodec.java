package io.msagent.core.wire;

import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** {@code double} and {@code float}: JSON numbers, and strings for the three values that JSON has no number for. */
final class FloatingCodec extends ValueCodec {
    private final boolean wide;

    FloatingCodec(boolean wide) {
        this.wide = wide;
    }

    @Override
    void write(Object value, WireWriter out) throws IOException {
        Number number = (Number) value;
        if (wide) {
            writeDouble(number.doubleValue(), out);
        } else {
            writeFloat(number.floatValue(), out);
        }
    }

    static void writeDouble(double value, WireWriter out) throws IOException {
        if (Double.isFinite(value)) {
            out.json.writeNumber(value);
        } else {
            out.json.writeString(Double.toString(value));
        }
    }

    static void writeFloat(float value, WireWriter out) throws IOException {
        if (Float.isFinite(value)) {
            out.json.writeNumber(value);
        } else {
            out.json.writeString(Float.toString(value));
        }
    }

    @Override
    Object read(WireReader in) throws IOException {
        if (wide) {
            return readDouble(in);
        }
        return readFloat(in);
    }

    static double readDouble(WireReader in) throws IOException {
        if (isNumber(in)) {
            double value = Double.parseDouble(in.json.getText());
            if (Double.isInfinite(value)) {
                throw in.found("double");
            }
            return value;
        }
        return notFinite(in, "double");
    }

    static float readFloat(WireReader in) throws IOException {
        if (isNumber(in)) {
            float value = Float.parseFloat(in.json.getText());
            if (Float.isInfinite(value)) {
                throw in.found("float");
            }
            return value;
        }
        return (float) notFinite(in, "float");
    }

    private static boolean isNumber(WireReader in) {
        return in.at(JsonToken.VALUE_NUMBER_FLOAT) || in.at(JsonToken.VALUE_NUMBER_INT);
    }

    private static double notFinite(WireReader in, String name) throws IOException {
        return switch (in.string(name)) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default -> throw in.found(name + ", or one of \"NaN\", \"Infinity\", \"-Infinity\"");
        };
    }

    @Override
    String expected() {
        return wide ? "double" : "float";
    }
}
