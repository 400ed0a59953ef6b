package io.msagent.registry.consul.embedded;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.atomic.AtomicLong;

/** Bounds the bytes of requests and answers that are under way. Safe for use by any thread. */
final class UnderWay {
    private final AtomicLong bytes = new AtomicLong();

    /** Takes room until the exchange has ended, or refuses. */
    void take(HttpServerExchange exchange, long more) {
        if (bytes.addAndGet(more) > Limits.BYTES_UNDER_WAY) {
            bytes.addAndGet(-more);
            throw new HttpError(
                    429,
                    "Too much is under way: more than " + Limits.BYTES_UNDER_WAY
                            + " bytes of requests and answers; try again later, or ask for less at a time");
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            bytes.addAndGet(-more);
            next.proceed();
        });
    }
}
