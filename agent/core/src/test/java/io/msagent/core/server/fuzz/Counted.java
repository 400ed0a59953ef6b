package io.msagent.core.server.fuzz;

import io.msagent.core.call.MethodKey;
import io.msagent.core.call.Receiver;
import io.msagent.core.call.ServiceMethod;
import io.msagent.core.server.ServedMethod;
import io.msagent.core.wire.JsonCodecs;
import io.msagent.core.wire.MethodCodec;
import io.msagent.core.wire.ModuleOpener;
import io.msagent.core.wire.WireOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A method with real codecs that counts how often it has run. */
final class Counted implements ServedMethod {
    private final AtomicInteger ran = new AtomicInteger();
    private final MethodCodec codec;

    record Order(String id, int amount, BigDecimal price, Order next) {}

    interface Shape {}

    record Round(double radius) implements Shape {}

    /** What is called. */
    interface Pricing {
        BigDecimal price(Order order, List<String> tags, Shape shape);
    }

    Counted() {
        try {
            codec = new JsonCodecs(new WireOptions(List.of(), 60_000, 200, ModuleOpener.NONE))
                    .codecFor(
                            Pricing.class.getDeclaredMethod("price", Order.class, List.class, Shape.class),
                            Pricing.class,
                            false);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    int ran() {
        return ran.get();
    }

    @Override
    public ServiceMethod about() {
        return new ServiceMethod(
                "fuzz",
                new MethodKey(Pricing.class.getName(), "price", "(IJZ)I"),
                Receiver.NONE,
                true,
                Duration.ofSeconds(30),
                false,
                false);
    }

    @Override
    public MethodCodec codec() {
        return codec;
    }

    @Override
    public Object invoke(Object receiver, Object[] arguments) {
        ran.incrementAndGet();
        Order order = (Order) arguments[0];
        // an order without a price throws, as an application's method would
        return order.price().multiply(BigDecimal.valueOf(order.amount()));
    }
}
