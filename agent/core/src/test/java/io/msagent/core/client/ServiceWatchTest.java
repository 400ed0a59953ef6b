package io.msagent.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.Subscriptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ServiceWatchTest {
    private final AtomicReference<Consumer<List<Instance>>> registry = new AtomicReference<>();
    private final List<Integer> heard = new CopyOnWriteArrayList<>();
    private final CountDownLatch slow = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);

    @Test
    void whatIsToldLastIsWhatIsKnownLastAlsoIfAListenerIsSlow() throws Exception {
        Subscriptions subscriptions = (service, listener, onLost) -> {
            registry.set(listener);
            listener.accept(List.of());
            return () -> {};
        };
        ServiceWatch watch =
                new ServiceWatch(subscriptions, "adding", new Outages(), Duration.ofMinutes(1), this::listen);
        assertThat(watch.known(Deadline.after(Duration.ofMinutes(1))).instances())
                .isEmpty();

        Thread one = tell(1);
        slow.await();
        Thread two = tell(2);
        await().until(() -> heard.contains(2) || two.getState() == Thread.State.BLOCKED);
        goOn.countDown();
        one.join();
        two.join();

        assertThat(heard).containsExactly(0, 1, 2);
        assertThat(watch.known().instances()).hasSize(2);
    }

    private void listen(Known known) {
        int instances = known.instances().size();
        if (instances == 1) {
            slow.countDown();
            try {
                goOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        heard.add(instances);
    }

    private Thread tell(int instances) {
        List<Instance> all = List.of(instance("a"), instance("b")).subList(0, instances);
        Thread thread = new Thread(() -> registry.get().accept(all));
        thread.start();
        return thread;
    }

    private static Instance instance(String id) {
        return new Instance(id, "adding", "127.0.0.1", id.charAt(0), Map.of(), Instance.Status.PASSING, "");
    }
}
