package io.msagent.it.overload;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.client.Callee;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.wire.JsonCodecs;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.ModuleOpener;
import io.msagent.core.wire.WireOptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A method that takes its worker for a fixed time, as one that waits for a database does; both sides of it. */
final class Work implements Callee, ServedMethod {
    static final String SERVICE = "work";
    static final String DIGEST = "benchmark";
    static final Duration BODY = Duration.ofMillis(20);

    private final ServiceMethod method;
    private final MethodCodec codec;

    Work(Duration timeout) throws NoSuchMethodException {
        method = new ServiceMethod(
                SERVICE,
                new MethodKey(Work.class.getName(), "work", "(I)I"),
                Receiver.NONE,
                true,
                timeout,
                false,
                false);
        codec = new JsonCodecs(new WireOptions(List.of(), 1_000_000, 100, ModuleOpener.NONE))
                .codecFor(Work.class.getDeclaredMethod("work", int.class), Work.class, false);
    }

    static int work(int n) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(BODY.toNanos());
        return n + 1;
    }

    @Override
    public ServiceMethod about() {
        return method;
    }

    @Override
    public ServiceMethod method() {
        return method;
    }

    @Override
    public MethodCodec codec() {
        return codec;
    }

    @Override
    public String digest() {
        return DIGEST;
    }

    @Override
    public Object invoke(Object receiver, Object[] arguments) throws InterruptedException {
        return work((Integer) arguments[0]);
    }

    @Override
    public Object runHere(Object receiver, Object[] arguments) {
        throw new IllegalStateException("nothing is to run in the caller");
    }
}
