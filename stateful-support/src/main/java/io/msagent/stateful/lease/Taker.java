package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import io.msagent.stateful.handover.Parcels;
import io.msagent.stateful.lease.LeaseTable.Seen;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Takes locks of one service's partitions, and opens what was taken. For the service's loop alone. */
final class Taker {
    private final Registry registry;
    private final String service;
    private final String self;
    private final Members members;
    private final Parcels parcels;
    private final @Nullable StateStore store;
    private final List<Slot> slots;
    private final Epochs epochs;
    private final Patience patience;
    private boolean storeIsAway;

    /** @param store to be told of each epoch; null if no state is durable */
    Taker(
            Registry registry,
            String service,
            String self,
            Members members,
            Parcels parcels,
            @Nullable StateStore store,
            List<Slot> slots,
            LongSupplier nanoTime) {
        this.registry = registry;
        this.service = service;
        this.self = self;
        this.members = members;
        this.parcels = parcels;
        this.store = store;
        this.slots = slots;
        this.epochs = new Epochs(registry, service, System::currentTimeMillis);
        this.patience = new Patience(nanoTime);
    }

    /** Brings what this process believes in line with what the registry had: a lost lock, or one of which it did not hear. */
    void compare(LeaseTable table, Term term) {
        for (Slot slot : slots) {
            Seen seen = table.of(slot.partition());
            HeldLease lease = slot.settled();
            if (lease != null && lease.term() != term) {
                slot.drop(lease);
            } else if (lease != null && !seen.isHeldBy(term) && !slot.isOutdated(seen)) {
                Log.warn("lost the lock of " + lease + ": somebody took it away in the registry");
                slot.drop(lease);
            } else if (slot.isFree() && seen.isHeldBy(term) && !slot.isOutdated(seen) && seen.value() != null) {
                // the answer to taking it was lost
                slot.taken(new HeldLease(service, slot.partition(), seen.value().epoch(), term), seen.index() - 1);
            }
        }
    }

    /**
     * Takes what is to be this instance's and can be had.
     *
     * @param leaving whether only what was handed over to it is taken, to be handed on
     * @return how many are to be its and could not be had yet
     */
    int take(LeaseTable table, Term term, boolean leaving) {
        Map<Slot, Seen> wanted = new LinkedHashMap<>();
        int missing = 0;
        for (Slot slot : slots) {
            Seen seen = table.of(slot.partition());
            boolean given = seen.session() == null && seen.value() != null && self.equals(seen.value().heir());
            boolean mine = given || !leaving && isOwn(slot.partition());
            if (mine && slot.isFree()) {
                if (!slot.isOutdated(seen) || seen.index() == 0) {
                    if (given || canBeHad(slot.partition(), seen, term)) {
                        wanted.put(slot, seen);
                    }
                }
                missing++;
            }
        }
        if (wanted.isEmpty()) {
            return missing;
        }
        long epoch = epochs.next(0);
        List<Slot> all = List.copyOf(wanted.keySet());
        int taken = 0;
        for (int from = 0; from < all.size(); from += Registry.MOST_LOCKS) {
            taken += take(all.subList(from, Math.min(all.size(), from + Registry.MOST_LOCKS)), wanted, epoch, term);
        }
        return missing - taken;
    }

    /** Halves what cannot be had as a whole: somebody else was there first with a part of it. */
    private int take(List<Slot> batch, Map<Slot, Seen> seen, long epoch, Term term) {
        List<Write> locks = new ArrayList<>();
        for (Slot slot : batch) {
            Seen before = seen.get(slot);
            LeaseValue value = before.value();
            boolean given = value != null && self.equals(value.heir());
            byte[] now = LeaseValue.taken(self, epoch, given ? value.epoch() : 0).json();
            locks.add(new Write(LeaseTable.key(service, slot.partition()), now, before.index()));
        }
        if (registry.acquireAll(locks, term.id())) {
            batch.forEach(slot -> slot.taken(
                    new HeldLease(service, slot.partition(), epoch, term),
                    seen.get(slot).index()));
            return batch.size();
        }
        if (batch.size() == 1) {
            return 0;
        }
        int half = batch.size() / 2;
        return take(batch.subList(0, half), seen, epoch, term)
                + take(batch.subList(half, batch.size()), seen, epoch, term);
    }

    private boolean isOwn(int partition) {
        return self.equals(members.owner(partition, true, List.of()).orElse(null));
    }

    /**
     * A lock that is not held, and was not given back either, belonged to a session that has ended: if that was long before
     * its time, because the registry was started anew, its holder may not know it yet.
     */
    private boolean canBeHad(int partition, Seen seen, Term term) {
        if (seen.session() != null) {
            return false;
        }
        LeaseValue value = seen.value();
        if (value == null) {
            return seen.index() == 0 && term.isFirst() || term.isSettled();
        }
        String heir = value.heir();
        if (heir != null && members.other(heir).isPresent()) {
            return patience.isOver(partition, seen.index());
        }
        return value.free() || value.instance().equals(self) || term.isSettled();
    }

    /**
     * Opens what is held and not open yet.
     *
     * @return whether there is nothing left to open
     */
    boolean open(LeaseTable table) {
        for (Slot slot : slots) {
            HeldLease lease = slot.toOpen();
            if (lease == null) {
                continue;
            }
            HeldLease surely = told(slot, lease);
            if (surely == null) {
                return false;
            }
            slot.open(surely, parcels.take(slot.partition(), adopts(table.of(slot.partition()), lease)));
        }
        return true;
    }

    /** Epoch of the owner before, if it handed over to this instance; the table is older than the lease, or shows it. */
    private long adopts(Seen seen, HeldLease lease) {
        LeaseValue value = seen.value();
        if (value == null) {
            return 0;
        }
        if (lease.term().id().equals(seen.session())) {
            return value.adopts();
        }
        return self.equals(value.heir()) ? value.epoch() : 0;
    }

    /** The store knows the lease's epoch, or that of one which takes its place; null if it could not be told. */
    private @Nullable HeldLease told(Slot slot, HeldLease lease) {
        if (store == null) {
            return lease;
        }
        try {
            HeldLease now = lease;
            while (now.isHeld()) {
                long highest = store.take(service, slot.partition(), now.epoch());
                if (highest <= now.epoch()) {
                    storeIsAway = false;
                    return now;
                }
                HeldLease higher = raised(slot, now, highest);
                if (higher == null) {
                    return null;
                }
                now = higher;
            }
            return null;
        } catch (StoreException e) {
            if (!storeIsAway) {
                storeIsAway = true;
                Log.warn("store of " + service + ": keys are not served before it is there: " + e.getMessage());
            }
            return null;
        }
    }

    /** The registry has lost what it gave out: the store knows a higher epoch. */
    private @Nullable HeldLease raised(Slot slot, HeldLease lease, long above) {
        long epoch = epochs.next(above);
        String key = LeaseTable.key(service, slot.partition());
        byte[] value = LeaseValue.taken(self, epoch, 0).json();
        if (!registry.transact(
                List.of(Write.put(key, value)), new Fence(key, lease.term().id()))) {
            return null;
        }
        HeldLease higher = new HeldLease(service, slot.partition(), epoch, lease.term());
        slot.retaken(lease, higher);
        return higher;
    }
}
