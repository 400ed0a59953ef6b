package io.msagent.instrument.match;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The constant pool and the names of a class file (JVM specification, chapter 4), read without building anything else.
 * Names are internal ones, with slashes. Not safe for use by several threads; keeps the bytes it was given.
 */
public final class RawClass {
    private static final byte[] MARK = "Lio/msagent/Microservice;".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    /** Where each constant's content starts, behind its tag; 0 where there is none. */
    private final int[] constants;

    private final int behindPool;

    private RawClass(byte[] bytes) {
        this.bytes = bytes;
        if (bytes.length < 24 || u4(0) != 0xCAFEBABE) {
            throw new IllegalArgumentException("not a class file");
        }
        constants = new int[u2(8)];
        int at = 10;
        for (int i = 1; i < constants.length; i++) {
            int tag = bytes[at];
            constants[i] = at + 1;
            at += 1 + size(tag, at + 1);
            if (tag == 5 || tag == 6) {
                i++; // long and double take two places
            }
        }
        behindPool = at;
    }

    /**
     * Reads as far as the names.
     *
     * @throws IllegalArgumentException if this is no class file
     */
    public static RawClass parse(byte[] bytes) {
        try {
            return new RawClass(bytes);
        } catch (IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("class file ends too early", e);
        }
    }

    /** Internal name of the class. */
    public String name() {
        return className(u2(behindPool + 2));
    }

    /** Internal name of the superclass; null for {@code Object} and for modules. */
    public @Nullable String superName() {
        int index = u2(behindPool + 4);
        return index == 0 ? null : className(index);
    }

    /** Internal names of the interfaces it names itself. */
    public List<String> interfaces() {
        int count = u2(behindPool + 6);
        List<String> names = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            names.add(className(u2(behindPool + 8 + 2 * i)));
        }
        return names;
    }

    /** Whether the annotation occurs anywhere in it. */
    public boolean marked() {
        return mentions(MARK);
    }

    /** Whether it has this text among its constants, as it has every name of its own methods. */
    public boolean mentions(String text) {
        return mentions(text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean mentions(byte[] text) {
        for (int at : constants) {
            if (at != 0
                    && bytes[at - 1] == 1
                    && u2(at) == text.length
                    && Arrays.equals(bytes, at + 2, at + 2 + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    private String className(int classConstant) {
        int at = constants[u2(constants[classConstant])];
        // the JVM's modified UTF-8 differs only for characters that no sane name has
        return new String(bytes, at + 2, u2(at), StandardCharsets.UTF_8);
    }

    private int size(int tag, int at) {
        return switch (tag) {
            case 1 -> 2 + u2(at);
            case 7, 8, 16, 19, 20 -> 2;
            case 15 -> 3;
            case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
            case 5, 6 -> 8;
            default -> throw new IllegalArgumentException("constant pool tag: " + tag);
        };
    }

    private int u2(int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private int u4(int at) {
        return u2(at) << 16 | u2(at + 2);
    }
}
