package io.msagent.core.wire;

import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Codecs for tests: every method of an interface or class by its name. */
final class Wires {
    static final WireOptions OPTIONS = options();

    private Wires() {}

    static WireOptions options(String... allow) {
        return new WireOptions(List.of(allow), 1 << 20, 200, Wires::open);
    }

    /** Opens what the agent would open through Instrumentation; java.lang is open to these tests. */
    private static void open(Class<?> type) {
        try {
            Method open = Module.class.getDeclaredMethod("implAddOpens", String.class, Module.class);
            open.setAccessible(true);
            open.invoke(type.getModule(), type.getPackageName(), Wires.class.getModule());
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    static Method method(Class<?> declaring, String name) {
        return Arrays.stream(declaring.getDeclaredMethods())
                .filter(m -> m.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static MethodCodec codec(Class<?> declaring, String name, String... allow) {
        return new JsonCodecs(options(allow)).codecFor(method(declaring, name), declaring, false);
    }

    static String json(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }

    /** Sends one argument through the codec. */
    static Object sent(MethodCodec codec, Object value) {
        byte[] bytes = codec.writeArguments(new Object[] {value});
        return codec.readArguments(bytes, false).values()[0];
    }

    /** The JSON of one argument, without the brackets around the arguments. */
    static String written(MethodCodec codec, Object value) {
        String json = json(codec.writeArguments(new Object[] {value}));
        return json.substring(1, json.length() - 1);
    }

    /** Reads one argument. */
    static Object read(MethodCodec codec, String json) {
        return codec.readArguments(bytes("[" + json + "]"), false).values()[0];
    }
}
