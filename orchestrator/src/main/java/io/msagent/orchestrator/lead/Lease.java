package io.msagent.orchestrator.lead;

import io.msagent.core.log.Log;
import io.msagent.core.registry.Registry;
import io.msagent.core.registry.Registry.Entry;
import io.msagent.core.registry.Registry.Fence;
import io.msagent.orchestrator.store.LockHolder;
import org.jspecify.annotations.Nullable;

/**
 * A lock in the registry that is tied to this orchestrator's session. Not having it is no failure: it is tried for in each
 * of the session's rounds. The lock of a holder whose process has died on this machine is taken at once, by ending that
 * one's session. Safe for use by any thread.
 */
public final class Lease {
    private final Session session;
    private final Registry registry;
    private final String key;
    private final String role;
    private final Succession succession;
    private volatile @Nullable String heldBy;
    private volatile @Nullable LockHolder holder;

    /** Has a word in whether this orchestrator may take a lock that nobody holds. */
    interface Succession {
        /**
         * @param former who held it last; null if nobody is known to have
         * @param self who wants it
         */
        boolean allows(@Nullable LockHolder former, LockHolder self);
    }

    /** @param role what its holder does, as {@code leads} */
    Lease(Session session, Registry registry, String key, String role, Succession succession) {
        this.session = session;
        this.registry = registry;
        this.key = key;
        this.role = role;
        this.succession = succession;
    }

    /**
     * Whether this orchestrator certainly has the lock; false from before the time at which another could have it, by the
     * monotonic clock. What is written must carry the {@link #fence} all the same: a process can be stopped between asking
     * and writing.
     */
    public boolean held() {
        return fence() != null;
    }

    /** Under this the registry takes writes only as long as the lock is had; null if it is not had now. */
    public @Nullable Fence fence() {
        String mine = heldBy;
        return mine != null && mine.equals(session.surelyOpen()) ? new Fence(key, mine) : null;
    }

    /** Id of the orchestrator that held the lock when it was last looked at; empty if none did. */
    public String holder() {
        LockHolder now = holder;
        return now == null ? "" : now.id();
    }

    /** The same with all that is known of it. */
    @Nullable
    LockHolder seen() {
        return holder;
    }

    /** Looks at the lock, and takes it if it may. */
    void round(String mine, LockHolder self) {
        Entry entry = registry.get(key).orElse(null);
        String owner = entry == null ? null : entry.session();
        LockHolder named = entry == null ? null : LockHolder.read(entry.value()).orElse(null);
        holder = owner == null ? null : named;
        if (mine.equals(owner)) {
            heldBy = mine; // also if the answer to taking it was lost
            return;
        }
        if (heldBy != null) {
            heldBy = null;
            Log.warn(self.id() + " lost the lock " + key + (named == null || owner == null ? "" : " to " + named.id())
                    + ": no longer " + role + "; tries to get it back");
        }
        if (owner != null && (named == null || !Self.seesGone(named))) {
            return;
        }
        if (!succession.allows(named, self)) {
            return;
        }
        if (owner != null) {
            registry.closeSession(owner);
        }
        if (registry.acquire(key, self.json(), mine)) {
            heldBy = mine;
            holder = self;
            say(self, cause(named, self), named);
        }
    }

    private static String cause(@Nullable LockHolder former, LockHolder self) {
        if (former == null) {
            return "nobody did before";
        }
        String who = former.id() + " (host " + former.host() + ", pid " + former.pid() + ")";
        if (former.id().equals(self.id())) {
            return "it did before";
        }
        return Self.seesGone(former)
                ? "the process of " + who + " is gone"
                : who + " gave it up, or was not heard of for too long";
    }

    private void say(LockHolder self, String cause, @Nullable LockHolder former) {
        String line = self.id() + " now " + role + ": " + cause;
        if (former == null) {
            Log.info(line);
        } else {
            Log.warn(line);
        }
    }

    void release(String mine) {
        heldBy = null;
        boolean unused = registry.release(key, mine);
    }
}
