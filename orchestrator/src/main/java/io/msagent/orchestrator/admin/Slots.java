package io.msagent.orchestrator.admin;

import io.undertow.server.HttpServerExchange;
import java.util.concurrent.Semaphore;

/** So many exchanges of a kind at a time and no more. Safe for use by any thread. */
final class Slots {
    private final String what;
    private final int most;
    private final Semaphore free;

    /** @param what the kind, in the plural */
    Slots(String what, int most) {
        this.what = what;
        this.most = most;
        this.free = new Semaphore(most);
    }

    /**
     * Takes one until the exchange ends.
     *
     * @throws ProblemException if none is free
     */
    void take(HttpServerExchange exchange) {
        if (!free.tryAcquire()) {
            throw new ProblemException(
                    503, what + ": " + most + " are open (expected: fewer; close one, or ask again later)");
        }
        exchange.addExchangeCompleteListener((done, next) -> {
            free.release();
            next.proceed();
        });
    }
}
