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
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands partitions of one service over, each on a thread of its own. Safe for use by any thread. */
final class Mover {
    /** For bodies that run when no new one is let in. */
    private static final Duration LAST_BODIES = Duration.ofSeconds(2);

    /** Before those are asked again who would not take it. */
    private static final long PAUSE_MILLIS = 200;

    private final Holdings holdings;
    private final Carrier carrier;
    private final Releases releases;
    private final Heirs heirs;

    /**
     * What was done with the lock.
     *
     * @param to whose it is to be; null: nobody's
     * @param parcel by which that one knows what it was brought; 0 if there was nothing to bring
     */
    private record Delivery(@Nullable Instance to, long parcel) {}

    Mover(Holdings holdings, Carrier carrier, Releases releases, Heirs heirs) {
        this.holdings = holdings;
        this.carrier = carrier;
        this.releases = releases;
        this.heirs = heirs;
    }

    /**
     * Hands over what has been closed; blocks. What fails in it is logged, and the lock given back.
     *
     * @param heir null: there is nobody
     * @param opened until when its open transactions may end, and until when one that leaves looks for an heir
     * @param problems told, when this instance leaves, what did not go as it should; null: it stays, and keeps what it
     *     cannot hand over
     */
    void move(Slot slot, HeldLease lease, @Nullable Instance heir, Deadline opened, @Nullable Consumer<String> problems)
            throws InterruptedException {
        Consumer<String> told = problems == null ? Log::warn : problems;
        try {
            handOver(slot, lease, heir, opened, told, problems != null);
        } catch (RuntimeException | Error e) {
            Log.write(Log.Level.ERROR, "handing over " + lease, e);
            told.accept(lease.service() + "/" + lease.partition()
                    + ": was not handed over, and what is in its memory is" + " lost: " + e);
            boolean unused = giveBack(slot, lease, new Delivery(null, 0));
        }
    }

    private void handOver(
            Slot slot,
            HeldLease lease,
            @Nullable Instance heir,
            Deadline opened,
            Consumer<String> problems,
            boolean leaves)
            throws InterruptedException {
        if (!lease.isServed()) {
            boolean unused = giveBack(slot, lease, new Delivery(null, 0));
            return;
        }
        int partition = slot.partition();
        if (!holdings.awaitIdle(partition, opened) && leaves) {
            problems.accept(lease.service() + "/" + partition + ": transactions were open until the end of their time");
        }
        if (!slot.isMoving(lease)) {
            return;
        }
        Handed handed = holdings.handOver(partition, Deadline.after(LAST_BODIES));
        Delivery delivery = isEmpty(handed)
                ? new Delivery(heir, 0)
                : leaves ? deliver(slot, lease, handed, heir, opened) : once(handed, heir);
        if (delivery.to == null && !leaves) {
            if (!slot.reopen(lease, handed) && !handed.states().isEmpty()) {
                problems.accept(lost(lease, handed, "the lease ended before anybody had it"));
            }
            return;
        }
        boolean given = giveBack(slot, lease, delivery);
        if (!(given && delivery.to != null) && !handed.states().isEmpty()) {
            problems.accept(lost(
                    lease,
                    handed,
                    given
                            ? "nobody was there to take it (expected: another instance that serves before this one leaves)"
                            : "the registry could not be told who has it now"));
        }
        Log.debug("handed over " + lease + (delivery.to == null ? " to nobody" : " to " + delivery.to.id()));
    }

    private boolean giveBack(Slot slot, HeldLease lease, Delivery delivery) throws InterruptedException {
        slot.end(lease);
        boolean given = releases.release(slot, lease, delivery.to == null ? null : delivery.to.id(), delivery.parcel);
        slot.drop(lease);
        return given;
    }

    private static String lost(HeldLease lease, Handed handed, String why) {
        return lease.service() + "/" + lease.partition() + ": what is in memory of "
                + handed.states().size() + " keys is lost: " + why;
    }

    private Delivery once(Handed handed, @Nullable Instance heir) throws InterruptedException {
        long parcel = heir == null ? 0 : carrier.bring(heir, handed);
        return new Delivery(parcel == 0 ? null : heir, parcel);
    }

    /** To the first that takes it; those who would not are asked again while there is time. */
    private Delivery deliver(Slot slot, HeldLease lease, Handed handed, @Nullable Instance first, Deadline until)
            throws InterruptedException {
        Set<String> tried = new HashSet<>();
        Instance heir = first == null ? heirs.next(handed.partition(), tried).orElse(null) : first;
        while (heir != null && slot.isMoving(lease)) {
            Delivery delivery = once(handed, heir);
            if (delivery.to != null) {
                return delivery;
            }
            tried.add(heir.id());
            heir = heirs.next(handed.partition(), tried).orElse(null);
            if (heir == null && !until.passed()) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                tried.clear();
                heir = heirs.next(handed.partition(), tried).orElse(null);
            }
        }
        return new Delivery(null, 0);
    }

    private static boolean isEmpty(Handed handed) {
        return handed.states().isEmpty()
                && handed.outcomes().isEmpty()
                && handed.vouches().isEmpty();
    }
}
