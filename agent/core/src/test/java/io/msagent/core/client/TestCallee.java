package io.msagent.core.client;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.call.Stateful;
import io.msagent.core.context.AppContext;
import io.msagent.core.wire.MethodCodec;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** The method that {@link TestProvider} serves, as its caller sees it. */
class TestCallee implements Callee {
    private final MethodCodec codec = new TestCodec();
    final AtomicInteger ranHere = new AtomicInteger();
    volatile boolean idempotent = true;
    volatile boolean fallback = true;
    volatile boolean async;
    volatile AppContext context = AppContext.NONE;
    volatile Duration timeout = Duration.ofSeconds(20);
    volatile String service = TestProvider.SERVICE;

    volatile Stateful stateful;
    /** What the body does when it runs here. */
    volatile Runnable body = () -> {};

    @Override
    public ServiceMethod method() {
        return new ServiceMethod(
                service,
                new MethodKey("com.acme.Adder", "add", "(I[Ljava/lang/String;)I"),
                Receiver.NONE,
                idempotent,
                timeout,
                fallback,
                async,
                false,
                stateful);
    }

    @Override
    public MethodCodec codec() {
        return codec;
    }

    @Override
    public String digest() {
        return TestProvider.DIGEST;
    }

    @Override
    public AppContext context() {
        return context;
    }

    @Override
    public Object runHere(Object receiver, Object[] arguments) {
        ranHere.incrementAndGet();
        body.run();
        return CompletableFuture.completedFuture((Integer) arguments[0] + 1);
    }

    TestCallee notIdempotent() {
        idempotent = false;
        return this;
    }

    /** Keeps state; the first argument is the key. */
    TestCallee stateful(Stateful.Kind kind) {
        return stateful(new Stateful(kind, 0, null));
    }

    TestCallee stateful(Stateful what) {
        stateful = what;
        idempotent = false;
        return this;
    }

    TestCallee noFallback() {
        fallback = false;
        return this;
    }

    TestCallee async() {
        async = true;
        return this;
    }

    TestCallee within(Duration limit) {
        timeout = limit;
        return this;
    }
}
