package io.msagent.registry.consul;

import com.orbitz.consul.Consul;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.health.ServiceHealth;
import com.orbitz.consul.option.ImmutableQueryOptions;
import com.orbitz.consul.option.QueryOptions;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions.Subscription;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One watched service: a daemon thread that asks Consul by blocking queries until it is closed. */
final class ServiceWatch implements Subscription {
    /** How long Consul may keep a query that has no news; a registry that hangs is noticed after a little more. */
    private static final Duration WAIT = Duration.ofSeconds(30);
    /** Consul adds up to a sixteenth to the wait; the rest is for the way. */
    private static final Duration LONGEST_ANSWER = WAIT.plus(WAIT.dividedBy(16)).plusSeconds(5);

    private final String service;
    private final Consumer<List<Instance>> listener;
    private final Consumer<RegistryException> onLost;
    private final Consul client;
    private final Requests requests;
    private final Consumer<ServiceWatch> onClosed;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Object callsLock = new Object();

    private final Backoff backoff = new Backoff();
    private BigInteger index = BigInteger.ZERO;
    private @Nullable List<Instance> told;
    private boolean lost;

    ServiceWatch(
            String service,
            Consumer<List<Instance>> listener,
            Consumer<RegistryException> onLost,
            ConsulClients clients,
            Requests requests,
            Consumer<ServiceWatch> onClosed) {
        this.service = service;
        this.listener = listener;
        this.onLost = onLost;
        this.client = clients.blocking(LONGEST_ANSWER);
        this.requests = requests;
        this.onClosed = onClosed;
    }

    void start() {
        Thread thread = new Thread(this::run, "ms-agent-watch-" + service);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        synchronized (callsLock) {
            closed.countDown();
        }
        client.destroy();
        onClosed.accept(this);
    }

    private void run() {
        while (!isClosed()) {
            try {
                step();
            } catch (RuntimeException | LinkageError e) {
                // one bad answer must not end the watch
                lost(requests.translate("watch service " + service, new IllegalStateException(e)));
            }
        }
        // a request that began while close() was cancelling is not cancelled, but ends here
        client.destroy();
    }

    private void step() {
        ConsulResponse<List<ServiceHealth>> answer;
        try {
            answer = requests.make(
                    "watch service " + service, () -> client.healthClient().getAllServiceInstances(service, options()));
        } catch (RegistryException e) {
            lost(e);
            return;
        }
        List<Instance> instances = Instances.of(answer.getResponse());
        // an index that went backwards is another registry's, or a restarted one's: begin anew
        boolean anew = answer.getIndex().compareTo(index) < 0;
        boolean back = lost || anew;
        if (anew && !lost) {
            call(() -> onLost.accept(requests.beganAnew("watch service " + service)));
        }
        lost = false;
        backoff.reset();
        index = anew ? BigInteger.ZERO : answer.getIndex();
        if (back || !instances.equals(told)) {
            told = instances;
            call(() -> listener.accept(instances));
        }
        if (index.signum() == 0) {
            pause(); // without an index Consul answers at once: never ask in a tight loop
        }
    }

    private QueryOptions options() {
        return index.signum() == 0
                ? QueryOptions.BLANK
                : ImmutableQueryOptions.builder()
                        .index(index)
                        .wait(WAIT.toSeconds() + "s")
                        .build();
    }

    private void lost(RegistryException e) {
        index = BigInteger.ZERO; // nothing that happened meanwhile may be missed
        if (!lost) {
            lost = true;
            call(() -> onLost.accept(e));
        }
        pause();
    }

    /** After {@link #close} no call begins; one that has begun may end. */
    private void call(Runnable call) {
        synchronized (callsLock) {
            if (isClosed()) {
                return;
            }
        }
        try {
            call.run();
        } catch (RuntimeException | Error e) {
            Log.write(Log.Level.ERROR, "a listener to service " + service + " failed", e);
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(backoff.nextMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // nobody but a stranger interrupts this thread; close() is what ends it
            Log.debug("watch of service " + service + " was interrupted");
        }
    }
}
