package io.msagent.core.call;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A woven method as callers and providers see it. Made at load time from raw class bytes, before the class exists.
 *
 * @param service the service's name, a DNS label
 * @param key the method
 * @param receiver where a provider finds the object to run it on
 * @param idempotent whether a second execution does no harm
 * @param timeout the longest a call may take, retries included
 * @param localFallback whether the body may run in the caller when nobody serves it
 * @param async whether the declared result is a {@code Future} or {@code CompletionStage}, whose value is what travels
 * @param interruptible whether a body that runs is interrupted when its caller has given up
 * @param stateful what there is to know of its state; null if the service keeps none
 */
public record ServiceMethod(
        String service,
        MethodKey key,
        Receiver receiver,
        boolean idempotent,
        Duration timeout,
        boolean localFallback,
        boolean async,
        boolean interruptible,
        @Nullable Stateful stateful) {

    /** A method of a service that keeps no state. */
    public ServiceMethod(
            String service,
            MethodKey key,
            Receiver receiver,
            boolean idempotent,
            Duration timeout,
            boolean localFallback,
            boolean async,
            boolean interruptible) {
        this(service, key, receiver, idempotent, timeout, localFallback, async, interruptible, null);
    }

    /** A method whose bodies run on when their caller has given up. */
    public ServiceMethod(
            String service,
            MethodKey key,
            Receiver receiver,
            boolean idempotent,
            Duration timeout,
            boolean localFallback,
            boolean async) {
        this(service, key, receiver, idempotent, timeout, localFallback, async, false);
    }

    /** The same, whose calls are refused for this reason if it is stateful. */
    public ServiceMethod refused(String why) {
        return stateful == null
                ? this
                : new ServiceMethod(
                        service,
                        key,
                        receiver,
                        idempotent,
                        timeout,
                        localFallback,
                        async,
                        interruptible,
                        stateful.refused(why));
    }
}
