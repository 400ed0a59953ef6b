package io.msagent.stateful.lease;

import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A registry whose answers get lost now and then: what was asked for has been done, or has not. */
final class LossyLine {
    private static final Set<String> LOSSY = Set.of(
            "acquireAll",
            "releaseAll",
            "transact",
            "openSession",
            "renewSession",
            "putIf",
            "get",
            "list",
            "closeSession");

    private final Random random = new Random(6);
    private final AtomicInteger losses = new AtomicInteger();
    private volatile int percent;
    private volatile String held = "";
    private volatile CountDownLatch goOn = new CountDownLatch(0);

    /** From now on of a hundred answers so many are lost, and as many requests. */
    void lose(int percent) {
        this.percent = percent;
    }

    /** Requests of this kind wait from now on. */
    void hold(String method) {
        goOn = new CountDownLatch(1);
        held = method;
    }

    void goOn() {
        held = "";
        goOn.countDown();
    }

    int losses() {
        return losses.get();
    }

    Registry over(Registry registry) {
        return (Registry) Proxy.newProxyInstance(
                Registry.class.getClassLoader(), new Class<?>[] {Registry.class}, (proxy, method, arguments) -> {
                    boolean lossy = LOSSY.contains(method.getName());
                    if (lossy && loses()) {
                        throw lost("the request of " + method.getName());
                    }
                    if (method.getName().equals(held)) {
                        goOn.await();
                    }
                    Object result;
                    try {
                        result = method.invoke(registry, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                    if (lossy && loses()) {
                        throw lost("the answer to " + method.getName());
                    }
                    return result;
                });
    }

    private boolean loses() {
        synchronized (random) {
            return random.nextInt(100) < percent;
        }
    }

    private RegistryException lost(String what) {
        losses.incrementAndGet();
        return new RegistryException(RegistryException.Kind.AWAY, "lost: " + what, null);
    }
}
