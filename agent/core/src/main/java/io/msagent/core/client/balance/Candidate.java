package io.msagent.core.client.balance;

import io.msagent.core.client.breaker.Breaker;
import io.msagent.core.client.breaker.Verdict;
import io.msagent.core.registry.Instance;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One instance as this caller sees it: what it does there, what the instance said, how long it is known. Thread-safe. */
public final class Candidate {
    /** What an instance said of its load counts less and less, and nothing after this time. */
    static final Duration REMEMBER = Duration.ofSeconds(2);
    /**
     * How long a new instance gets less than its share: its JVM has nothing compiled yet. So does one that comes back: what
     * has kept it away may not be over, and all callers see it idle at the same moment.
     */
    static final Duration SLOW_START = Duration.ofSeconds(10);
    /** A new instance's share at first. */
    static final double COLD = 0.1;
    /** Bodies at a time in an instance that has not said: the default of {@code workers}. */
    private static final int WORKERS = 16;

    private static final Said NOTHING = new Said(0, WORKERS, 0);

    private final LongSupplier nanoTime;
    private final Breaker breaker;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile Instance instance;
    /** When it was first seen, or came back. */
    private volatile long since;

    private volatile boolean away;
    private volatile Said said = NOTHING;

    private record Said(int byOthers, int workers, long at) {}

    /**
     * First seen now.
     *
     * @param nanoTime a monotonic clock, in nanoseconds
     */
    public Candidate(Instance instance, Breaker breaker, LongSupplier nanoTime) {
        this.instance = instance;
        this.breaker = breaker;
        this.nanoTime = nanoTime;
        this.since = nanoTime.getAsLong();
    }

    /** As the registry last told of it. */
    public Instance instance() {
        return instance;
    }

    /** The registry tells something new of it. */
    public void tell(Instance now) {
        instance = now;
    }

    /** Whether the registry says that it may be called; one that could not be, and can again, is as good as new. */
    public void heard(boolean callable) {
        if (callable && away) {
            since = nanoTime.getAsLong();
        }
        away = !callable;
    }

    /** Its circuit breaker. */
    public Breaker breaker() {
        return breaker;
    }

    /** This process's attempts under way there. */
    public int inFlight() {
        return inFlight.get();
    }

    /** An attempt begins. */
    public void begin() {
        inFlight.incrementAndGet();
    }

    /**
     * An attempt is over.
     *
     * @param load what the answer said, as {@link io.msagent.core.wire.Protocol#LOAD}; null if it said nothing
     * @return whether the instance is ejected because of it
     */
    public boolean end(Verdict verdict, @Nullable String load) {
        if (load != null) {
            note(load);
        }
        inFlight.decrementAndGet();
        return breaker.ended(verdict);
    }

    /** What cannot be read says nothing. */
    private void note(String load) {
        int slash = load.indexOf('/');
        try {
            int work = Integer.parseInt(load, 0, slash, 10);
            int workers = Integer.parseInt(load, slash + 1, load.length(), 10);
            if (workers > 0) {
                said = new Said(Math.max(0, work - inFlight.get()), workers, nanoTime.getAsLong());
            }
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            said = NOTHING;
        }
    }

    /** The work there for each that can run at a time: this caller's, and what the instance said of others'; 1 is full. */
    public double busy() {
        Said last = said;
        double others = 0;
        if (last.byOthers > 0) {
            double age = (double) (nanoTime.getAsLong() - last.at) / REMEMBER.toNanos();
            others = last.byOthers * Math.max(0, 1 - age);
        }
        return (inFlight.get() + others) / last.workers;
    }

    /** Its share of the calls while it is new or just back, from {@link #COLD} to 1. */
    public double warmth() {
        double age = (double) (nanoTime.getAsLong() - since) / SLOW_START.toNanos();
        return age >= 1 ? 1 : COLD + (1 - COLD) * age;
    }
}
