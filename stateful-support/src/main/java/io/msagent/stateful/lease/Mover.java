package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.core.log.Log;
import io.msagent.core.registry.Instance;
import io.msagent.stateful.handover.Carrier;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Holdings;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands partitions of one service over, each on a thread of its own. Safe for use by any thread. */
final class Mover {
    /** For bodies that run when no new one is let in. */
    private static final Duration LAST_BODIES = Duration.ofSeconds(2);

    private final Holdings holdings;
    private final Carrier carrier;
    private final Releases releases;
    private final Heirs heirs;

    Mover(Holdings holdings, Carrier carrier, Releases releases, Heirs heirs) {
        this.holdings = holdings;
        this.carrier = carrier;
        this.releases = releases;
        this.heirs = heirs;
    }

    /**
     * Hands over what has been closed; blocks.
     *
     * @param heir null: there is nobody
     * @param opened until when its open transactions may end
     * @param problems told, when this instance leaves, what did not go as it should; null: it stays, and keeps what it
     *     cannot hand over
     */
    void move(Slot slot, HeldLease lease, @Nullable Instance heir, Deadline opened, @Nullable Consumer<String> problems)
            throws InterruptedException {
        if (!lease.isServed()) {
            slot.end(lease);
            boolean unused = releases.release(slot, lease, null);
            slot.drop(lease);
            return;
        }
        int partition = slot.partition();
        if (!holdings.awaitIdle(partition, opened) && problems != null) {
            problems.accept(lease.service() + "/" + partition + ": transactions were open until the end of their time");
        }
        if (!slot.isMoving(lease)) {
            return;
        }
        Handed handed = holdings.handOver(partition, Deadline.after(LAST_BODIES));
        Instance to = isEmpty(handed) ? heir : deliver(handed, heir, problems != null);
        if (to == null && problems == null) {
            slot.reopen(lease, handed);
            return;
        }
        slot.end(lease);
        boolean given = releases.release(slot, lease, to == null ? null : to.id());
        slot.drop(lease);
        if (problems != null && !(given && to != null) && !handed.states().isEmpty()) {
            problems.accept(lost(lease, handed, given));
        }
        Log.debug("handed over " + lease + (to == null ? " to nobody" : " to " + to.id()));
    }

    private static String lost(HeldLease lease, Handed handed, boolean given) {
        return lease.service() + "/" + lease.partition() + ": what is in memory of "
                + handed.states().size() + " keys is lost: "
                + (given
                        ? "nobody was there to take it (expected: another instance that serves before this one leaves)"
                        : "the registry could not be told who has it now");
    }

    private @Nullable Instance deliver(Handed handed, @Nullable Instance first, boolean others)
            throws InterruptedException {
        Instance heir = first;
        Set<String> tried = new HashSet<>();
        while (heir != null && tried.add(heir.id())) {
            if (carrier.bring(heir, handed)) {
                return heir;
            }
            heir = others ? heirs.next(handed.partition(), tried).orElse(null) : null;
        }
        return null;
    }

    private static boolean isEmpty(Handed handed) {
        return handed.states().isEmpty()
                && handed.outcomes().isEmpty()
                && handed.vouches().isEmpty();
    }
}
