package io.msagent.instrument;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.msagent.instrument.shapes.Shapes;
import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class WeaverTest {
    private final Woven woven = Woven.with(Map.of());
    private final RecordingRuntime runtime = woven.runtime();

    @TestFactory
    Stream<DynamicTest> everyShapeOfMethod() throws Exception {
        Map<Method, Object> marked = new LinkedHashMap<>();
        for (Object receiver : receivers()) {
            for (Class<?> type = receiver.getClass(); type != Object.class; type = type.getSuperclass()) {
                marked(type, receiver, marked);
                for (Class<?> each : type.getInterfaces()) {
                    marked(each, receiver, marked);
                }
            }
        }
        assertThat(marked).hasSize(35);
        return marked.entrySet().stream()
                .map(e -> DynamicTest.dynamicTest(e.getKey().getName(), () -> check(e.getKey(), e.getValue())));
    }

    private void check(Method method, Object receiver) throws Exception {
        Object[] arguments = Arrays.stream(method.getParameterTypes())
                .map(type -> sample(type, 1))
                .toArray();
        Object expected = method.getReturnType() == void.class ? null : sample(method.getReturnType(), 2);
        Object target = Modifier.isStatic(method.getModifiers()) ? null : receiver;
        method.setAccessible(true);

        // goes out: the body does not run
        runtime.leaves = m -> m.key().name().equals(method.getName());
        runtime.answer = call -> new Object[] {expected};
        int before = bodies();
        runtime.calls.clear();
        assertThat(method.invoke(target, arguments)).isEqualTo(expected);
        assertThat(bodies()).isEqualTo(before);
        assertThat(runtime.calls).hasSize(1);
        assertThat(runtime.calls.get(0).receiver()).isSameAs(target);
        assertThat(runtime.calls.get(0).arguments()).containsExactly(arguments);
        assertThat(runtime.calls.get(0).method().key().className())
                .isEqualTo(method.getDeclaringClass().getName());

        // what was thrown elsewhere is thrown here, checked or not
        Exception thrown = new IOException("from afar");
        runtime.answer = call -> {
            throw thrown;
        };
        assertThat(catchThrowable(() -> method.invoke(target, arguments)))
                .isInstanceOf(InvocationTargetException.class)
                .hasCauseReference(thrown);
        assertThat(bodies()).isEqualTo(before);

        // the runtime wants it run here after all
        runtime.answer = call -> null;
        Object here = method.invoke(target, arguments);
        assertThat(bodies()).isGreaterThan(before);

        // does not go out
        runtime.leaves = m -> false;
        runtime.calls.clear();
        before = bodies();
        Object local = method.invoke(target, arguments);
        assertThat(bodies()).isGreaterThan(before);
        assertThat(runtime.calls).isEmpty();
        if (method.getReturnType() != CompletableFuture.class) {
            assertThat(local).isEqualTo(here);
        }
    }

    @Test
    void nullIsAResult() throws Exception {
        runtime.leaves = m -> true;
        runtime.answer = call -> new Object[] {null};
        Object shapes = receivers().get(0);
        assertThat(shapes.getClass().getMethod("ofInstance", String.class).invoke(shapes, "a"))
                .isNull();
    }

    @Test
    void unmarkedClassesAreLeftAsTheyAre() throws Exception {
        byte[] bytes = Woven.classFile("io.msagent.instrument.RecordingRuntime");
        assertThat(woven.weave("io.msagent.instrument.RecordingRuntime", bytes)).isNull();
    }

    @Test
    void argumentsAreBoxedOnlyWhenTheCallGoesOut() throws Exception {
        byte[] bytes = Woven.classFile(Shapes.class.getName());
        List<Integer> opcodes = Opcodes.of(woven.weave(Shapes.class.getName(), bytes), "ofInt");
        int asked = opcodes.indexOf(org.objectweb.asm.Opcodes.INVOKESTATIC);
        int branch = opcodes.indexOf(org.objectweb.asm.Opcodes.IFEQ);
        int array = opcodes.indexOf(org.objectweb.asm.Opcodes.ANEWARRAY);
        assertThat(asked).isBetween(0, branch);
        assertThat(branch).isLessThan(array);
    }

    @Test
    void aClassThatCannotBeReadIsLeftAndNamed() {
        byte[] broken = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 52, 0, 9, 1};
        assertThat(woven.weave("com.acme.Broken", broken)).isNull();
        assertThat(woven.reports()).hasSize(1).first().asString().startsWith("com.acme.Broken was left as it is");
    }

    private int bodies() throws Exception {
        return woven.loadClass(Shapes.class.getName()).getField("bodies").getInt(null);
    }

    /** One object of each class, made of the woven classes. */
    private List<Object> receivers() throws Exception {
        Class<?> shapes = woven.loadClass(Shapes.class.getName());
        Object nested = make(load("Nested"));
        return List.of(
                make(shapes),
                nested,
                make(load("Nested$Inner"), nested),
                make(load("Final")),
                make(load("Point"), 1, 2),
                load("Operation").getEnumConstants()[0],
                make(load("Polite")),
                shapes.getMethod("anonymous").invoke(null),
                shapes.getMethod("local").invoke(null));
    }

    private Class<?> load(String nested) throws ClassNotFoundException {
        return woven.loadClass(Shapes.class.getName() + "$" + nested);
    }

    private static Object make(Class<?> type, Object... arguments) throws Exception {
        Constructor<?> constructor = type.getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    private static void marked(Class<?> type, Object receiver, Map<Method, Object> found) {
        for (Method each : type.getDeclaredMethods()) {
            if (each.isAnnotationPresent(io.msagent.Microservice.class) && !each.isBridge()) {
                found.put(each, receiver);
            }
        }
    }

    private static Object sample(Class<?> type, int n) {
        if (type.isArray()) {
            Object array = Array.newInstance(type.getComponentType(), 1);
            Array.set(array, 0, sample(type.getComponentType(), n));
            return array;
        }
        Map<Class<?>, Object> samples = new LinkedHashMap<>();
        samples.put(boolean.class, n == 1);
        samples.put(byte.class, (byte) n);
        samples.put(short.class, (short) n);
        samples.put(char.class, (char) ('a' + n));
        samples.put(int.class, n);
        samples.put(long.class, (long) n);
        samples.put(float.class, (float) n);
        samples.put(double.class, (double) n);
        samples.put(String.class, "s" + n);
        samples.put(Object.class, "o" + n);
        samples.put(Comparable.class, "c" + n);
        samples.put(List.class, List.of(n));
        samples.put(Map.class, Map.of(n, n));
        samples.put(BigDecimal.class, BigDecimal.valueOf(n));
        samples.put(Exception.class, new IllegalStateException("argument " + n));
        samples.put(CompletableFuture.class, CompletableFuture.completedFuture(n));
        return java.util.Objects.requireNonNull(samples.get(type), type::getName);
    }
}
