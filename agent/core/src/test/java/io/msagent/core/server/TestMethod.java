package io.msagent.core.server;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.context.AppContext;
import io.msagent.core.wire.MethodCodec;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A served method whose body a test gives, and which counts how often it has started. */
final class TestMethod implements ServedMethod {
    private final ServiceMethod about;
    private final Body body;
    private AppContext context = AppContext.NONE;
    private final AtomicInteger started = new AtomicInteger();

    interface Body {
        Object run(Object... arguments) throws Throwable;
    }

    private TestMethod(String descriptor, String name, boolean idempotent, boolean async, Body body) {
        this(descriptor, name, idempotent, async, false, body);
    }

    private TestMethod(
            String descriptor, String name, boolean idempotent, boolean async, boolean interruptible, Body body) {
        this.about = new ServiceMethod(
                "test",
                new MethodKey("com.acme.Test", name, descriptor),
                Receiver.NONE,
                idempotent,
                Duration.ofSeconds(30),
                false,
                async,
                interruptible);
        this.body = body;
    }

    static TestMethod of(String name, Body body) {
        return new TestMethod("(I)Ljava/lang/Object;", name, true, false, body);
    }

    static TestMethod overload(String name, String descriptor, Body body) {
        return new TestMethod(descriptor, name, true, false, body);
    }

    static TestMethod once(String name, Body body) {
        return new TestMethod("(I)Ljava/lang/Object;", name, false, false, body);
    }

    static TestMethod async(String name, Body body) {
        return new TestMethod("(I)Ljava/util/concurrent/Future;", name, true, true, body);
    }

    static TestMethod asyncOnce(String name, Body body) {
        return new TestMethod("(I)Ljava/util/concurrent/Future;", name, false, true, body);
    }

    static TestMethod interruptible(String name, Body body) {
        return new TestMethod("(I)Ljava/lang/Object;", name, false, false, true, body);
    }

    static TestMethod interruptibleAsync(String name, Body body) {
        return new TestMethod("(I)Ljava/util/concurrent/Future;", name, false, true, true, body);
    }

    TestMethod in(AppContext application) {
        context = application;
        return this;
    }

    int started() {
        return started.get();
    }

    @Override
    public ServiceMethod about() {
        return about;
    }

    @Override
    public AppContext context() {
        return context;
    }

    @Override
    public MethodCodec codec() {
        return new SmallCodec();
    }

    @Override
    public ClassLoader contextClassLoader() {
        return TestMethod.class.getClassLoader();
    }

    @Override
    public Object invoke(Object receiver, Object[] arguments) throws Throwable {
        started.incrementAndGet();
        return body.run(arguments);
    }
}
