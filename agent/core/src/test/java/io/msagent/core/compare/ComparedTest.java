package io.msagent.core.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.ModuleOpener;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that cannot be looked at, because the application's code fails while it is, ends as it would without. */
class ComparedTest {
    @TempDir
    Path directory;

    private interface Body {
        Object run() throws Exception;
    }

    /** A method of which nothing can be copied. */
    private record Uncopied(Body body) implements ServedMethod {
        @Override
        public ServiceMethod about() {
            return new ServiceMethod(
                    "test",
                    new MethodKey("com.acme.Test", "run", "()Ljava/lang/Object;"),
                    Receiver.NONE,
                    true,
                    Duration.ofSeconds(30),
                    false,
                    false,
                    false);
        }

        @Override
        public MethodCodec codec() {
            return (MethodCodec) Proxy.newProxyInstance(
                    MethodCodec.class.getClassLoader(), new Class<?>[] {MethodCodec.class}, (p, method, arguments) -> {
                        if (method.getName().equals("writeArguments")) {
                            return new byte[0];
                        }
                        if (method.getName().equals("readArguments")) {
                            return new MethodCodec.Arguments(null, new Object[0]);
                        }
                        throw new StackOverflowError(method.getName());
                    });
        }

        @Override
        public Object invoke(Object receiver, Object[] arguments) throws Throwable {
            return body.run();
        }
    }

    static Object sample() {
        return "sample";
    }

    private static Method method() {
        try {
            return ComparedTest.class.getDeclaredMethod("sample");
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    private Compared compared(Supplier<Method> method, Body body) {
        Findings findings = new Findings(directory.resolve("findings.txt"));
        return new Compared(new Uncopied(body), method, travelled -> null, ModuleOpener.NONE, findings);
    }

    @Test
    void anErrorBeforeTheBodyDoesNotKeepItFromRunning() throws Throwable {
        Supplier<Method> failing = () -> {
            throw new NoClassDefFoundError("gone");
        };
        assertThat(compared(failing, () -> "result").invoke(null, new Object[0]))
                .isEqualTo("result");
        assertThatThrownBy(() -> compared(failing, () -> {
                            throw new IllegalStateException("thrown");
                        })
                        .invoke(null, new Object[0]))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("thrown");
    }

    @Test
    void anErrorAfterTheBodyDoesNotReplaceItsResult() throws Throwable {
        Object result = new Object[] {1};
        assertThat(compared(ComparedTest::method, () -> result).invoke(null, new Object[0]))
                .isSameAs(result);
        CompletableFuture<Object> future = CompletableFuture.completedFuture(result);
        assertThat(((CompletableFuture<?>)
                                compared(ComparedTest::method, () -> future).invoke(null, new Object[0]))
                        .join())
                .isSameAs(result);
    }
}
