package io.msagent.stateful.calls;

import io.msagent.ProtocolException;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.StatefulCall.Begun;
import io.msagent.core.server.StatefulCall.NotNow;
import io.msagent.core.server.StatefulCall.Unit;
import io.msagent.stateful.store.StateStore;
import io.msagent.stateful.store.StateStore.Around;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.StateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One run of a body whose effect and outcome go to the store together, before it is answered. */
final class DurableUnit implements Unit {
    private final Visit visit;
    private final StoreAccess store;
    private @Nullable KeyObject object;

    DurableUnit(Visit visit, StateStore store) {
        this.visit = visit;
        this.store = new StoreAccess(store, visit);
    }

    @Override
    public Begun begin() throws NotNow {
        visit.partition.begin(visit);
        store.checkNew();
        KeyObject own = object();
        // the store may have taken longer than the lease
        visit.partition.confirm();
        object = own;
        return new Begun(own.object, visit.partition.lease.epoch());
    }

    private KeyObject object() throws NotNow {
        KeyObject there = visit.partition.object(visit);
        if (there == null) {
            there = KeyObjects.made(visit, store.load(key()));
            visit.partition.put(visit, there);
        }
        return there;
    }

    private StateKey key() {
        return new StateKey(
                visit.about().service(),
                visit.partition.lease.partition(),
                visit.call.key(),
                visit.about().key().className());
    }

    @Override
    public @Nullable Answer end(Answer outcome) {
        KeyObject own = Objects.requireNonNull(object);
        Answer out = null;
        boolean done = false;
        try {
            out = commit(own, outcome);
            done = true;
        } finally {
            if (!done) {
                // nobody can tell whether the store has what the body did to it
                visit.partition.discard(visit, own);
            }
            visit.partition.end(visit, out);
        }
        return out;
    }

    private @Nullable Answer commit(KeyObject own, Answer outcome) {
        if (own.spoiled) {
            // a call that this body made has failed halfway: what is in the object is not what the store has
            visit.partition.discard(visit, own);
            return null;
        }
        byte[] state;
        try {
            state = own.codec.write(own.object);
        } catch (RuntimeException e) {
            visit.partition.discard(visit, own);
            return unwritable(e);
        }
        byte[] digest = Fingerprint.of(state);
        boolean changed = !Arrays.equals(digest, own.committed);
        StoreAccess.Done done = store.commit(effect(changed ? state : null, outcome));
        if (done.committed()) {
            own.committed = digest;
        } else {
            visit.partition.discard(visit, own);
        }
        return done.answer();
    }

    /** The effect is given up; that is the call's outcome. */
    private @Nullable Answer unwritable(RuntimeException why) {
        ProtocolException failure = new ProtocolException(
                visit.about().key()
                        + ": the body has ended, but its object's state cannot be kept, and is as it was kept last: "
                        + why.getMessage(),
                null);
        failure.setStackTrace(new StackTraceElement[0]);
        Answer threw = visit.call.threw(failure);
        return threw == null ? null : store.commit(effect(null, threw)).answer();
    }

    private Commit effect(byte @Nullable [] state, Answer outcome) {
        List<Around> around = state == null
                ? List.of()
                : visit.partition.around(visit).stream()
                        .map(each -> new Around(each.place(), each.fingerprint()))
                        .toList();
        return new Commit(
                visit.partition.lease,
                key(),
                state,
                visit.isKeyedByTransaction(),
                visit.place(),
                visit.fingerprint(),
                outcome,
                around);
    }

    @Override
    public void notStarted() {
        visit.partition.withdraw(visit);
    }

    @Override
    public void lost() {
        KeyObject own = object;
        if (own != null) {
            // the body may have changed it
            visit.partition.discard(visit, own);
        }
        visit.partition.withdraw(visit);
    }
}
