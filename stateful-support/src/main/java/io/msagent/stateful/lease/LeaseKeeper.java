package io.msagent.stateful.lease;

import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.ServedService;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.store.StateStore;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The leases of a process: says for each of its stateful services which partitions it holds, and moves them. Commands
 * {@link Holdings}; never called back by them. Safe for use by any thread.
 */
public interface LeaseKeeper extends AutoCloseable {

    /**
     * Takes what is to be this instance's of one more service, from now on and in the background.
     *
     * @param instanceId the id under which the service is registered
     * @param store where the service's durable states are, to be told of each epoch; null if none of them is durable
     */
    void serve(ServedService service, String instanceId, Holdings holdings, @Nullable StateStore store);

    /**
     * Takes nothing any more, hands over what it holds and gives it back. Blocks; may be called once.
     *
     * @param atMost how long open transactions may take; handing over takes a few seconds more at most
     * @return what did not end as it should; each entry is a sentence for the log
     */
    List<String> quiesce(Duration atMost);

    /**
     * Answers a request of another instance about a hand-over; may block.
     *
     * @param path what stands behind {@link io.msagent.core.wire.Protocol#STATEFUL_PATH}, as {@code handover/cart/17}
     * @return null if the path is none of its own
     */
    @Nullable
    Answer handle(String path, byte[] body);

    /** Gives up whatever is left, at once: the leases end by themselves. Never throws. */
    @Override
    void close();
}
