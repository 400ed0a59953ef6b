package io.msagent.stateful.lease;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.core.registry.Registry.Write;
import io.msagent.stateful.handover.Parcels;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.lease.LeaseTable.Seen;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StoreException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens what was taken, once the store knows its epoch, with what the owner before has handed over. For the service's loop
 * alone.
 */
final class Opener {
    private final Registry registry;
    private final String service;
    private final String self;
    private final List<Slot> slots;
    private final Epochs epochs;
    private final Parcels parcels;
    private final @Nullable StateStore store;
    private boolean storeIsAway;
    /** The epoch that was raised last: good for all locks that were taken under lower ones. */
    private long raised;

    /** @param store to be told of each epoch; null if no state is durable */
    Opener(
            Registry registry,
            String service,
            String self,
            List<Slot> slots,
            Epochs epochs,
            Parcels parcels,
            @Nullable StateStore store) {
        this.registry = registry;
        this.service = service;
        this.self = self;
        this.slots = slots;
        this.epochs = epochs;
        this.parcels = parcels;
        this.store = store;
    }

    /**
     * Opens what is held and not open yet.
     *
     * @param handed whether only what was handed over to this instance, to be handed on
     * @return whether there is nothing left to open
     */
    boolean open(LeaseTable table, boolean handed) {
        for (Slot slot : slots) {
            HeldLease lease = slot.toOpen();
            if (lease == null || (handed && !parcels.has(slot.partition()))) {
                continue;
            }
            HeldLease surely = told(slot, lease);
            if (surely == null) {
                return false;
            }
            slot.open(surely, handed(table.of(slot.partition()), lease));
        }
        return true;
    }

    /** What the owner before handed over to this instance, if it did; the table is older than the lease, or shows it. */
    private @Nullable Handed handed(Seen seen, HeldLease lease) {
        LeaseValue value = seen.value();
        long epoch = 0;
        if (value != null && lease.term().id().equals(seen.session())) {
            epoch = value.adopts();
        } else if (value != null && self.equals(value.heir())) {
            epoch = value.epoch();
        }
        return parcels.take(lease.partition(), epoch, value == null ? 0 : value.parcel());
    }

    /** The store knows the lease's epoch, or that of one which takes its place; null if it could not be told. */
    private @Nullable HeldLease told(Slot slot, HeldLease lease) {
        HeldLease now = lease.epoch() > slot.served() ? lease : raise(slot, lease, slot.served());
        if (store == null || now == null) {
            return now;
        }
        try {
            while (now.isHeld()) {
                long highest = store.take(service, slot.partition(), now.epoch());
                if (highest <= now.epoch()) {
                    storeIsAway = false;
                    return now;
                }
                HeldLease higher = raise(slot, now, highest);
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

    /** The registry has lost what it gave out, and the store knows a higher epoch; or this process has served under it. */
    private @Nullable HeldLease raise(Slot slot, HeldLease lease, long above) {
        if (raised <= above || raised <= lease.epoch()) {
            raised = epochs.next(above);
        }
        long epoch = raised;
        String key = LeaseTable.key(service, slot.partition());
        byte[] value = LeaseValue.taken(self, epoch).json();
        if (!registry.transact(
                List.of(Write.put(key, value)), new Fence(key, lease.term().id()))) {
            return null;
        }
        HeldLease higher = lease.under(epoch);
        slot.retaken(lease, higher);
        return higher;
    }
}
