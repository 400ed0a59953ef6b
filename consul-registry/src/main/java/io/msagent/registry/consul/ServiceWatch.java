package io.msagent.registry.consul;

import com.orbitz.consul.Consul;
import com.orbitz.consul.model.ConsulResponse;
import com.orbitz.consul.model.health.ServiceHealth;
import com.orbitz.consul.option.ImmutableQueryOptions;
import com.orbitz.consul.option.QueryOptions;
import io.msagent.core.log.Log;
import io.msagent.core.registry.RegistryException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One watched service: a daemon thread that asks Consul by blocking queries until it is closed, and tells every
 * subscriber. {@link Watches} begins and ends it.
 */
final class ServiceWatch {
    /** How long Consul may keep a query that has no news; a registry that hangs is noticed after a little more. */
    private static final Duration WAIT = Duration.ofSeconds(30);
    /** Consul adds up to a sixteenth to the wait; the rest is for the way. */
    private static final Duration LONGEST_ANSWER = WAIT.plus(WAIT.dividedBy(16)).plusSeconds(5);

    private final String service;
    private final Consul client;
    private final Requests requests;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private volatile WatchState state = WatchState.NOTHING;

    // touched by the watch's own thread only
    private final Backoff backoff = new Backoff();
    private BigInteger index = BigInteger.ZERO;

    ServiceWatch(String service, ConsulClients clients, Requests requests) {
        this.service = service;
        this.client = clients.blocking(LONGEST_ANSWER, this::isClosed);
        this.requests = requests;
    }

    /** Called for one subscriber at a time; the first one's begins the watch. */
    void add(Subscriber subscriber) {
        boolean first = subscribers.isEmpty();
        subscribers.add(subscriber);
        if (first) {
            daemon("ms-agent-watch-" + service, this::run);
        } else if (state != WatchState.NOTHING) {
            // the watch's own thread may wait half a minute for news, and the caller's may hold locks
            daemon("ms-agent-watch-first-" + service, () -> subscriber.tell(state));
        }
    }

    /** Whether nobody subscribes any more. */
    boolean removeAndIsAlone(Subscriber subscriber) {
        return subscribers.remove(subscriber) && subscribers.isEmpty();
    }

    void close() {
        subscribers.forEach(Subscriber::close);
        closed.countDown();
        client.destroy();
    }

    private void run() {
        while (!isClosed()) {
            try {
                step();
            } catch (Throwable e) {
                // one bad answer, or a moment without memory, must not end the watch
                lost(requests.translate("watch service " + service, new IllegalStateException(e)));
            }
        }
        // a connection that was opened while close() was ending them
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
        backoff.reset();
        // an index that went backwards is another registry's, or a restarted one's: begin anew
        boolean anew = answer.getIndex().compareTo(index) < 0;
        if (anew) {
            tell(state.lost(requests.beganAnew("watch service " + service)));
        }
        index = anew ? BigInteger.ZERO : answer.getIndex();
        tell(state.answered(Instances.of(answer.getResponse())));
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
        tell(state.lost(e));
        pause();
    }

    /** Known before it is told: who subscribes meanwhile is told by {@link #add}, or here, or by both, and hears it once. */
    private void tell(WatchState next) {
        if (next != state) {
            state = next;
            subscribers.forEach(subscriber -> subscriber.tell(next));
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

    private static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
