/**
 * Which instance owns which partition of a service's keys. Each partition has a lock in the registry, tied to the session of
 * the process; whoever has the lock owns the keys, until the session may have ended by this machine's monotonic clock, or the
 * lock was given back. Every taking has an epoch that is higher than all before. Partitions follow the instances that serve:
 * an owner hands over what another is to own ({@link io.msagent.stateful.handover}), and gives the lock back with the heir's
 * name in it.
 *
 * <pre>
 * ms-agent-leases/SERVICE/PP      lock; {"instance", "epoch", "adopts"?, "parcel"?, "heir"?, "free"?}
 * ms-agent-leases/SERVICE/epoch   the epoch that was given out last
 * ms-agent-leases/settled         {@link io.msagent.core.stateful.SettledMark}
 * </pre>
 *
 * <p>Why no lock ever passes to a lower epoch: the counter is raised after the lock was seen free and before it is taken, and it
 * is taken only if its key has not changed since it was seen (compare and set on the modify index). Whoever had it in
 * between changed the key; whoever had it before had raised the counter before that.
 */
@NullMarked
package io.msagent.stateful.lease;

import org.jspecify.annotations.NullMarked;
