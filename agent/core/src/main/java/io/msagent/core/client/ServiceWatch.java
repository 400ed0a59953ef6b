package io.msagent.core.client;

import io.msagent.core.call.Deadline;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.registry.Subscriptions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One service's subscription at the registry, shared by all callers in the process. Starts at first use; keeps what it
 * last knew while the registry is away. Safe for use by any thread.
 */
final class ServiceWatch implements AutoCloseable {
    /** A registry that says nothing for this long when first asked is taken to be away until it does. */
    private static final Duration FIRST_ANSWER = Duration.ofSeconds(2);

    private final Subscriptions registry;
    private final String service;
    private final AtomicBoolean started = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Object telling = new Object();
    private final Outages outages;
    private final Consumer<Known> onChange;
    private volatile Known known;
    private volatile Subscriptions.@Nullable Subscription subscription;

    /**
     * Asks nobody yet.
     *
     * @param grace as {@link Known#nothing}
     * @param onChange hears what is known whenever that has changed; must not block; told by one thread at a time
     */
    ServiceWatch(Subscriptions registry, String service, Outages outages, Duration grace, Consumer<Known> onChange) {
        this.registry = registry;
        this.service = service;
        this.outages = outages;
        this.onChange = onChange;
        this.known = Known.nothing(grace);
    }

    /** What is known now; the first caller waits a moment for the registry's first answer. */
    Known known(Deadline deadline) throws InterruptedException {
        Known now = known();
        if (now.settled()) {
            return now;
        }
        if (started.compareAndSet(false, true)) {
            subscription = registry.watch(service, this::told, this::lost);
        }
        if (!await(Known::settled, deadline.orEarlier(Deadline.after(FIRST_ANSWER)))) {
            lock.lock();
            try {
                if (!known.settled() && !deadline.passed()) {
                    known = known.lost(away("the registry has not answered within " + FIRST_ANSWER.toSeconds() + " s"));
                    changed.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
        return known;
    }

    /** What is known now, without waiting. */
    Known known() {
        Known now = known;
        if (now.withoutStale() != now) {
            change(Known::withoutStale);
        }
        return known;
    }

    /** Waits until the condition holds for what is known; false if the deadline comes first. */
    boolean await(Predicate<Known> condition, Deadline deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (!condition.test(known)) {
                long nanos = deadline.left().toNanos();
                if (nanos <= 0) {
                    return false;
                }
                boolean unused = changed.await(nanos, TimeUnit.NANOSECONDS);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Makes everybody who waits look at the condition again. */
    void wake() {
        lock.lock();
        try {
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void told(List<Instance> instances) {
        change(before -> before.told(instances));
        outages.back(service);
    }

    private void lost(RegistryException why) {
        boolean answeredBefore = known.away() == null && known.settled();
        change(before -> before.lost(why));
        if (answeredBefore) {
            outages.lost(service, String.valueOf(why.getMessage()));
        }
    }

    private void change(UnaryOperator<Known> next) {
        lock.lock();
        try {
            known = next.apply(known);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        synchronized (telling) {
            // in the order of the changes: what is told last is what is known last
            onChange.accept(known);
        }
    }

    @Override
    public void close() {
        Subscriptions.Subscription running = subscription;
        if (running != null) {
            running.close();
        }
        change(before -> before.lost(away("this process is ending")));
    }

    private static RegistryException away(String why) {
        return new RegistryException(RegistryException.Kind.AWAY, why, null);
    }
}
