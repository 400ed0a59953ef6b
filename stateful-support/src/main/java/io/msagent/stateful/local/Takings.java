package io.msagent.stateful.local;

import io.msagent.core.log.Log;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes partitions, each under an epoch that the store has not seen; again, if somebody else took one there. */
final class Takings implements AutoCloseable {
    /** Two processes that take a partition at the same moment know of no order among them: chance makes one. */
    private static final int SPREAD = 1 << 20;

    private static final long RETRY_MILLIS = 300;

    private final ScheduledThreadPoolExecutor later = new ScheduledThreadPoolExecutor(1, work -> {
        Thread thread = new Thread(work, "ms-agent-local-leases");
        thread.setDaemon(true);
        return thread;
    });
    private boolean storeIsAway;
    private boolean closed;

    Takings() {
        later.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy()); // the process ends
        later.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Takes and opens it; in the background if the store is away.
     *
     * @param store to be told of the epoch; null if no state is durable
     */
    synchronized void take(String service, int partition, Holdings holdings, @Nullable StateStore store) {
        if (storeIsAway) {
            takeLater(service, partition, holdings, store); // one that waits for an answer is enough
        } else {
            attempt(service, partition, holdings, store);
        }
    }

    private void takeLater(String service, int partition, Holdings holdings, @Nullable StateStore store) {
        var unused =
                later.schedule(() -> attempt(service, partition, holdings, store), RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private synchronized void attempt(String service, int partition, Holdings holdings, @Nullable StateStore store) {
        if (closed) {
            return;
        }
        try {
            long epoch = store == null ? 1 : taken(service, partition, store);
            storeIsAway = false;
            LocalLease lease =
                    new LocalLease(service, partition, epoch, (ended, why) -> again(ended, why, holdings, store));
            holdings.open(lease, null);
        } catch (StoreException e) {
            if (!storeIsAway) {
                storeIsAway = true;
                Log.warn("store of " + service + ": keys are not served before it is there: " + e.getMessage());
            }
            takeLater(service, partition, holdings, store);
        }
    }

    private void again(LocalLease ended, String why, Holdings holdings, @Nullable StateStore store) {
        later.execute(() -> {
            Log.warn(ended + ": " + why);
            holdings.drop(ended.partition());
            attempt(ended.service(), ended.partition(), holdings, store);
        });
    }

    private static long taken(String service, int partition, StateStore store) throws StoreException {
        long epoch = above(0);
        for (long highest = store.take(service, partition, epoch);
                highest > epoch;
                highest = store.take(service, partition, epoch)) {
            epoch = above(highest);
        }
        return epoch;
    }

    private static long above(long epoch) {
        return epoch + 1 + ThreadLocalRandom.current().nextInt(SPREAD);
    }

    /** Nothing is taken any more. */
    @Override
    public synchronized void close() {
        closed = true;
        later.shutdown();
    }
}
