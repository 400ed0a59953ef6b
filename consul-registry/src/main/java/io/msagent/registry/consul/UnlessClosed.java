package io.msagent.registry.consul;

import com.orbitz.consul.util.bookend.ConsulBookend;
import com.orbitz.consul.util.bookend.ConsulBookendContext;
import java.util.function.BooleanSupplier;

/**
 * Lets no request out once its watch is closed. Cancelling alone would miss a request that is just about to begin, and
 * that one would wait for news for half a minute.
 */
record UnlessClosed(BooleanSupplier closed) implements ConsulBookend {
    @Override
    public void pre(String path, ConsulBookendContext context) {
        if (closed.getAsBoolean()) {
            throw new IllegalStateException("the watch has been closed");
        }
    }

    @Override
    public void post(int code, ConsulBookendContext context) {}
}
