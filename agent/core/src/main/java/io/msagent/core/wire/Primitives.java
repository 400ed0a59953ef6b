package io.msagent.core.wire;

import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The primitive types and their arrays. */
final class Primitives {
    private static final Map<Class<?>, Slot> SLOTS = new HashMap<>();
    private static final Map<Class<?>, ValueCodec> ARRAYS = new HashMap<>();

    static {
        slot(boolean.class, Boolean.class);
        slot(byte.class, Byte.class);
        slot(char.class, Character.class);
        slot(short.class, Short.class);
        slot(int.class, Integer.class);
        slot(long.class, Long.class);
        slot(float.class, Float.class);
        slot(double.class, Double.class);
        SLOTS.put(void.class, NullSlot.VOID);
        SLOTS.put(Void.class, NullSlot.VOID);

        ARRAYS.put(
                byte[].class,
                new TextCodec<>(byte[].class, Base64.getEncoder()::encodeToString, Base64.getDecoder()::decode));
        ARRAYS.put(char[].class, new TextCodec<>(char[].class, String::new, String::toCharArray));
        array(
                boolean[].class,
                (a, i, out) -> out.json.writeBoolean(a[i]),
                (a, i, in) -> a[i] = BooleanCodec.readBoolean(in));
        array(
                short[].class,
                (a, i, out) -> out.json.writeNumber(a[i]),
                (a, i, in) -> a[i] = (short) NumberCodec.readLong(in, "short", Short.MIN_VALUE, Short.MAX_VALUE));
        array(
                int[].class,
                (a, i, out) -> out.json.writeNumber(a[i]),
                (a, i, in) -> a[i] = (int) NumberCodec.readLong(in, "int", Integer.MIN_VALUE, Integer.MAX_VALUE));
        array(
                long[].class,
                (a, i, out) -> out.json.writeNumber(a[i]),
                (a, i, in) -> a[i] = NumberCodec.readLong(in, "long", Long.MIN_VALUE, Long.MAX_VALUE));
        array(
                float[].class,
                (a, i, out) -> FloatingCodec.writeFloat(a[i], out),
                (a, i, in) -> a[i] = FloatingCodec.readFloat(in));
        array(
                double[].class,
                (a, i, out) -> FloatingCodec.writeDouble(a[i], out),
                (a, i, in) -> a[i] = FloatingCodec.readDouble(in));
    }

    private Primitives() {}

    private static void slot(Class<?> primitive, Class<?> box) {
        SLOTS.put(primitive, new PrimitiveSlot(Objects.requireNonNull(Scalars.codec(box)), primitive.getName()));
    }

    private static <A> void array(
            Class<A> type, PrimitiveArrayCodec.WriteOne<A> write, PrimitiveArrayCodec.ReadOne<A> read) {
        ARRAYS.put(type, new PrimitiveArrayCodec<>(type, write, read));
    }

    /** For a primitive type or void; null for any other. */
    static @Nullable Slot slot(Class<?> type) {
        return SLOTS.get(type);
    }

    /** For an array of a primitive type; null for any other. */
    static @Nullable ValueCodec array(Class<?> type) {
        return ARRAYS.get(type);
    }
}
