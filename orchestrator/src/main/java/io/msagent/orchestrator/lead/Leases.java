package io.msagent.orchestrator.lead;

import io.msagent.orchestrator.store.LockHolder;
import io.msagent.orchestrator.store.Store;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The two leases of an orchestrator.
 *
 * @param leader who has it decides for all orchestrators of the registry
 * @param host who has it starts and ends the processes of this host
 */
public record Leases(Lease leader, Lease host) {

    /**
     * Both, on one session.
     *
     * @param host name of this machine
     * @param settled whether a former supervisor of this host, which does not hold the lock any more, certainly starts
     *     nothing late
     */
    public static Leases on(Session session, String host, Predicate<LockHolder> settled) {
        Settling settling = new Settling(settled);
        Lease leader = session.lease(Store.LEADER, "leads", (former, self) -> true);
        Lease supervisor = session.lease(
                Store.HOST_LOCK + host,
                "supervises host " + host,
                (former, self) -> !isAnothersAffair(leader, host)
                        && (former == null
                                || former.id().equals(self.id())
                                || Self.seesGone(former)
                                || settling.isDone(former)));
        return new Leases(leader, supervisor);
    }

    /** Where the leader runs, it shall supervise too: what it decides for its own host is then done at once. */
    private static boolean isAnothersAffair(Lease leader, String host) {
        @Nullable LockHolder leading = leader.seen();
        return !leader.held() && leading != null && leading.host().equals(host);
    }
}
