package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Write;
import io.msagent.stateful.lease.LeaseTable.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Takes locks of one service's partitions. For the service's loop alone. */
final class Taker {
    private final Registry registry;
    private final String service;
    private final String self;
    private final Members members;
    private final List<Slot> slots;
    private final Epochs epochs;
    private final Patience patience;
    private final DataAge age;
    private final boolean fenced;
    private final Runnable onEnd;

    /** A lock that could be had when it was looked at. */
    private record Wanted(Slot slot, Seen seen) {}

    /**
     * @param fenced whether all state is where only the highest epoch can write
     * @param onEnd told when a lease was ended before its time
     */
    Taker(
            Registry registry,
            String service,
            String self,
            Members members,
            List<Slot> slots,
            Epochs epochs,
            boolean fenced,
            LongSupplier nanoTime,
            Runnable onEnd) {
        this.registry = registry;
        this.service = service;
        this.self = self;
        this.members = members;
        this.slots = slots;
        this.epochs = epochs;
        this.patience = new Patience(nanoTime);
        this.age = new DataAge(registry);
        this.fenced = fenced;
        this.onEnd = onEnd;
    }

    /**
     * Brings what this process believes in line with what the registry had.
     *
     * @return how many locks it has lost
     */
    int compare(LeaseTable table, Term term) {
        patience.look(table, term);
        int lost = 0;
        for (Slot slot : slots) {
            Seen seen = table.of(slot.partition());
            HeldLease lease = slot.settled();
            if (lease != null && lease.why() != null) {
                Log.warn(lease + ": " + lease.why());
                slot.drop(lease);
                lease = null;
            }
            boolean mine = seen.isHeldBy(term);
            if (lease != null && (lease.term() != term || (!mine && !slot.isOutdated(seen)))) {
                slot.drop(lease);
                lost++;
            } else if (slot.isFree() && mine && !slot.isOutdated(seen) && seen.value() != null) {
                // the answer to taking it was lost, or it was ended before its time
                slot.taken(held(slot, seen.value().epoch(), term), seen.index() - 1);
            }
        }
        return lost;
    }

    /**
     * Takes what is to be this instance's and can be had.
     *
     * @param leaving whether only what was handed over to it is taken, to be handed on
     * @return how many are to be its and could not be had yet
     */
    int take(LeaseTable table, Term term, boolean leaving) {
        age.note(term);
        boolean old = fenced || term.isSettled() || (!leaving && table.isIncomplete() && age.isOld());
        List<Wanted> wanted = new ArrayList<>();
        int missing = 0;
        for (Slot slot : slots) {
            Seen seen = table.of(slot.partition());
            boolean given = seen.session() == null && isHeir(seen);
            if (slot.isFree() && (given || (!leaving && isOwn(slot.partition())))) {
                boolean fresh = seen.index() == 0 || !slot.isOutdated(seen);
                if (fresh && (given || canBeHad(slot.partition(), seen, term, old))) {
                    wanted.add(new Wanted(slot, seen));
                }
                missing++;
            }
        }
        if (wanted.isEmpty()) {
            return missing;
        }
        long epoch = epochs.next(0);
        int taken = 0;
        for (int from = 0; from < wanted.size(); from += Registry.MOST_LOCKS) {
            taken += take(wanted.subList(from, Math.min(wanted.size(), from + Registry.MOST_LOCKS)), epoch, term);
        }
        return missing - taken;
    }

    /** Halves what cannot be had as a whole: somebody else was there first with a part of it. */
    private int take(List<Wanted> batch, long epoch, Term term) {
        List<Write> locks = new ArrayList<>();
        for (Wanted one : batch) {
            LeaseValue before = one.seen.value();
            LeaseValue now = before != null && isHeir(one.seen)
                    ? LeaseValue.adopted(self, epoch, before)
                    : LeaseValue.taken(self, epoch);
            locks.add(new Write(LeaseTable.key(service, one.slot.partition()), now.json(), one.seen.index()));
        }
        if (registry.acquireAll(locks, term.id())) {
            for (Wanted one : batch) {
                one.slot.taken(held(one.slot, epoch, term), one.seen.index());
            }
            return batch.size();
        }
        if (batch.size() == 1) {
            return 0;
        }
        int half = batch.size() / 2;
        return take(batch.subList(0, half), epoch, term) + take(batch.subList(half, batch.size()), epoch, term);
    }

    private HeldLease held(Slot slot, long epoch, Term term) {
        return new HeldLease(service, slot.partition(), epoch, term, onEnd);
    }

    private boolean isHeir(Seen seen) {
        return seen.value() != null && self.equals(seen.value().heir());
    }

    private boolean isOwn(int partition) {
        // out of service by hand: better than nobody
        return members.owner(partition, members.isSelfInService(), List.of())
                .map(self::equals)
                .orElse(true);
    }

    /**
     * A lock that is not held, and was not given back either, belonged to a session that has ended, maybe before its time:
     * its holder may not know it yet.
     *
     * @param old whether nobody can have a lock of which the registry knows nothing
     */
    private boolean canBeHad(int partition, Seen seen, Term term, boolean old) {
        if (seen.session() != null) {
            return false;
        }
        LeaseValue value = seen.value();
        if (value == null) {
            return (seen.index() == 0 && old) || patience.isOver(partition);
        }
        String heir = value.heir();
        if (heir != null && members.other(heir).isPresent()) {
            return patience.isOver(partition);
        }
        boolean isOver = value.free() || value.instance().equals(self) || (fenced && term.isSettled());
        return isOver || patience.isOver(partition);
    }
}
