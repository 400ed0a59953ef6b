/**
 * Which instance owns which partition of a service's keys. Each partition has a lock in the registry, tied to the session of
 * the process; whoever has the lock owns the keys, until the session may have ended by this machine's monotonic clock, or the
 * lock was given back. Every taking has an epoch that is higher than all before. Partitions follow the instances that serve:
 * an owner hands over what another is to own ({@link io.msagent.stateful.handover}), and gives the lock back with the heir's
 * name in it.
 *
 * <pre>
 * ms-agent-leases/SERVICE/PP      lock; {"instance", "epoch", "adopts"?, "heir"?, "free"?}
 * ms-agent-leases/SERVICE/epoch   the epoch that was given out last
 * </pre>
 */
@NullMarked
package io.msagent.stateful.lease;

import org.jspecify.annotations.NullMarked;
