package io.msagent.stateful.lease;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.Stateful;
import io.msagent.core.config.Keys;
import io.msagent.core.config.Settings;
import io.msagent.core.log.Log;
import io.msagent.core.partition.Partitions;
import io.msagent.core.registry.Instance;
import io.msagent.core.registry.LastKnown;
import io.msagent.core.registry.ProvenInstances;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.RegistryException;
import io.msagent.core.server.ServedService;
import io.msagent.core.stateful.StatefulHost;
import io.msagent.stateful.handover.Carrier;
import io.msagent.stateful.handover.Parcels;
import io.msagent.stateful.holding.Holdings;
import io.msagent.stateful.store.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The leases of one service: a loop that looks at the locks while something is to be taken or handed over, and rarely else.
 * Safe for use by any thread.
 */
final class ServiceLeases implements AutoCloseable {
    private final String service;
    private final String self;
    private final Registry registry;
    private final LeaseSession session;
    private final Holdings holdings;
    private final ExecutorService movers;
    private final Duration openAtMost;
    private final List<Slot> slots;
    private final Parcels parcels;
    private final Members members;
    private final Heirs heirs;
    private final Releases releases;
    private final Taker taker;
    private final Opener opener;
    private final Mover mover;
    private final Pace pace = new Pace();
    private final Thread thread;
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private Map<Integer, String> told = Map.of();
    private volatile @Nullable Deadline leaving;
    private volatile boolean closed;

    ServiceLeases(
            StatefulHost host,
            Registry registry,
            LeaseSession session,
            ServedService served,
            String self,
            Holdings holdings,
            @Nullable StateStore store,
            ExecutorService movers) {
        this.service = served.name();
        this.self = self;
        this.registry = registry;
        this.session = session;
        this.holdings = holdings;
        this.movers = movers;
        Settings settings = host.settings();
        this.openAtMost = settings.get(Keys.QUIESCE_TIMEOUT);
        this.slots = IntStream.range(0, Partitions.COUNT)
                .mapToObj(partition -> new Slot(partition, holdings))
                .toList();
        this.parcels = new Parcels(service, System::nanoTime);
        Duration grace = settings.get(Keys.HEARTBEAT_TTL).multipliedBy(LastKnown.GRACE_IN_TTLS);
        this.members = new Members(
                new ProvenInstances(host.token()).over(registry), service, self, grace, pace::somethingHappened);
        Carrier carrier = new Carrier(host.peers());
        this.heirs = new Heirs(members, carrier, service, movers, pace::somethingHappened);
        this.releases = new Releases(registry, service, self);
        Epochs epochs = new Epochs(registry, service);
        boolean fenced = store != null && isAllDurable(served);
        this.taker = new Taker(
                registry, service, self, members, slots, epochs, fenced, System::nanoTime, pace::somethingHappened);
        this.opener = new Opener(registry, service, self, slots, epochs, parcels, store);
        this.mover = new Mover(holdings, carrier, releases, heirs);
        this.thread = new Thread(this::run, "ms-agent-leases-" + service);
        thread.setDaemon(true);
    }

    private static boolean isAllDurable(ServedService served) {
        return served.methods().stream()
                .map(method -> method.about().stateful())
                .allMatch(stateful -> stateful == null || stateful.kind() == Stateful.Kind.DURABLE);
    }

    void start() {
        thread.start();
    }

    /** There is a session, or something else that makes a look worth while. */
    void wake() {
        pace.somethingHappened();
    }

    /** Nothing that was held by this term is held any more. */
    void lost(Term term) {
        long held = slots.stream().filter(slot -> slot.settled() != null).count();
        if (leaving != null && held > 0) {
            problems.add(
                    service + ": the session in the registry ended before " + held + " partitions were handed over");
        }
        slots.forEach(slot -> slot.dropOf(term));
        pace.somethingHappened();
    }

    boolean isReady() {
        return leaving == null && !closed && session.term() != null;
    }

    /** @throws IOException if it is not taken; the message says why */
    synchronized void add(int partition, byte[] piece) throws IOException {
        if (!isReady()) {
            throw new IOException(
                    "instance " + self + " takes no keys of " + service + " now: it leaves, or has no session");
        }
        if (parcels.add(partition, piece)) {
            pace.somethingHappened();
        }
    }

    /** Hands everything over from now on. */
    synchronized void leave(Deadline deadline) {
        leaving = deadline;
        pace.somethingHappened();
    }

    /** Whether nothing is held any more, nor on its way from here or to here. */
    boolean hasLeft() {
        return slots.stream().noneMatch(Slot::isHeld) && parcels.size() == 0;
    }

    /** What did not go as it should. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** Drops whatever is left. */
    @Override
    public void close() {
        closed = true;
        pace.somethingHappened();
        members.close();
        releases.close();
        slots.forEach(Slot::close);
    }

    private void run() {
        while (!closed) {
            try {
                pace.await(round());
            } catch (InterruptedException e) {
                Log.debug("leases of " + service + " were interrupted"); // by a stranger; close() is what ends it
            } catch (RegistryException e) {
                Log.debug("leases of " + service + ": " + e.getMessage());
                pace.failed();
            } catch (Throwable e) {
                // whatever it was, the next round is not to fail for it
                Log.write(Log.Level.ERROR, "leases of " + service, e);
                pace.failed();
            }
        }
        slots.forEach(Slot::close);
    }

    /** @return whether something is still to be done */
    private boolean round() {
        Term term = session.term();
        if (leaving != null && term == null) {
            parcels.keepTo((partition, epoch) -> false); // no lock can be had for it any more
        }
        if (term == null || !members.isTold()) {
            return false; // both say so when it changes
        }
        Deadline until = leaving;
        LeaseTable table = LeaseTable.read(registry, service);
        int lost = taker.compare(table, term);
        if (lost > 0) {
            Log.warn(service + ": the registry does not know " + lost
                    + " locks of this instance any more: it does not own" + " those keys until it has them again");
            session.check();
        }
        tell(table.owners(self));
        if (until != null) {
            parcels.keepTo((partition, epoch) -> isComing(table.of(partition), partition, epoch));
        }
        int missing = taker.take(table, term, until != null);
        if (until != null) {
            leaveAll(until); // first: a store that hangs has no part in it
            boolean unused = opener.open(table, true);
            return !hasLeft();
        }
        boolean opened = opener.open(table, false);
        return give() || missing > 0 || !opened;
    }

    /** Whether what was handed over under an epoch may still become this instance's. */
    private boolean isComing(LeaseTable.Seen seen, int partition, long epoch) {
        LeaseValue value = seen.value();
        boolean held = seen.session() != null || (value != null && self.equals(value.heir()));
        return slots.get(partition).isHeld() || (held && value != null && value.epoch() == epoch);
    }

    private void tell(Map<Integer, String> owners) {
        if (!owners.equals(told)) {
            told = owners;
            holdings.owners(owners);
        }
    }

    /** Hands over what another is to own; whether there is any. */
    private boolean give() {
        boolean any = false;
        for (Slot slot : slots) {
            HeldLease lease = toMove(slot);
            Instance heir =
                    lease == null ? null : heirs.wanted(slot.partition()).orElse(null);
            if (lease != null && heir != null) {
                any = true;
                if (heirs.isReady(heir)) {
                    move(slot, lease, heir, Deadline.after(openAtMost), false);
                }
            }
        }
        return any;
    }

    /** What was handed over to this instance is opened before it moves on. */
    private @Nullable HeldLease toMove(Slot slot) {
        HeldLease lease = slot.settled();
        return lease != null && !lease.isServed() && parcels.has(slot.partition()) ? null : lease;
    }

    private void leaveAll(Deadline until) {
        heirs.askAll();
        for (Slot slot : slots) {
            HeldLease lease = toMove(slot);
            if (lease != null) {
                Instance heir = heirs.ready(slot.partition()).orElse(null);
                boolean mayCome = heirs.next(slot.partition(), Set.of()).isPresent();
                if (heir != null || !mayCome || until.passed()) {
                    move(slot, lease, heir, until, true);
                }
            }
        }
    }

    private void move(Slot slot, HeldLease lease, @Nullable Instance heir, Deadline until, boolean leaves) {
        if (!slot.close(lease, heir == null ? null : heir.id())) {
            return;
        }
        movers.execute(() -> {
            try {
                mover.move(slot, lease, heir, until, leaves ? problems::add : null);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                slot.moved();
                pace.somethingHappened();
            }
        });
    }
}
