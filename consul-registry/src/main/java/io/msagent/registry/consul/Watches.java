package io.msagent.registry.consul;

import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** The services that a connector watches, each with one query however many subscribe. Safe for use by any thread. */
final class Watches implements AutoCloseable {
    private final Function<String, ServiceWatch> maker;
    private final Map<String, ServiceWatch> running = new HashMap<>();
    private boolean closed;

    /** @param maker of a watch that has not begun */
    Watches(Function<String, ServiceWatch> maker) {
        this.maker = maker;
    }

    /** Begins to watch the service, unless that is done already. */
    Subscription add(String service, Consumer<List<Instance>> listener, Consumer<RegistryException> onLost) {
        Subscriber subscriber = new Subscriber(service, listener, onLost);
        synchronized (this) {
            if (closed) {
                return subscriber::close;
            }
            ServiceWatch watch = running.computeIfAbsent(service, maker);
            watch.add(subscriber);
            return () -> remove(service, watch, subscriber);
        }
    }

    private void remove(String service, ServiceWatch watch, Subscriber subscriber) {
        subscriber.close();
        synchronized (this) {
            if (!watch.removeAndIsAlone(subscriber)) {
                return;
            }
            running.remove(service, watch);
        }
        watch.close();
    }

    @Override
    public void close() {
        List<ServiceWatch> ending;
        synchronized (this) {
            closed = true;
            ending = List.copyOf(running.values());
            running.clear();
        }
        ending.forEach(ServiceWatch::close);
    }
}
