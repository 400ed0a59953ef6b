package io.msagent.stateful.store;

import static io.msagent.stateful.store.Effects.bytes;
import static io.msagent.stateful.store.Effects.commit;
import static io.msagent.stateful.store.Effects.key;
import static io.msagent.stateful.store.Effects.newCall;
import static io.msagent.stateful.store.Effects.newService;
import static io.msagent.stateful.store.Effects.sibling;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.TransactionCall;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.stateful.store.StateStore.Around;
import io.msagent.stateful.store.StateStore.Commit;
import io.msagent.stateful.store.StateStore.Known;
import io.msagent.stateful.store.StateStore.StateKey;
import io.msagent.stateful.store.StoreException.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What every store does. Tests share a store, and have services of their own. */
public abstract class StateStoreContract {
    private static final int PARTITION = 7;

    protected final String service = newService();

    /** The store; the same one for all tests of a class. */
    protected abstract StateStore store();

    @Test
    void whatWasNeverWrittenIsNotThere() throws StoreException {
        assertThat(store().load(key(service, PARTITION, "k"))).isNull();
        assertThat(store().find(service, PARTITION, newCall())).isEqualTo(new Known.New());
    }

    @Test
    void aCommitKeepsStateAndOutcome() throws StoreException {
        StateKey key = key(service, PARTITION, "Zoë 🛒");
        TransactionCall call = newCall();
        store().take(service, PARTITION, 3);

        store().commit(commit(key, 3, call, "two apples"));

        assertThat(store().load(key)).isEqualTo(bytes("two apples"));
        assertThat(store().load(new StateKey(service, PARTITION, "Zoë 🛒", "com.acme.Other")))
                .isNull();
        assertEnded(call, "f-1", "two apples");
        assertThat(store().find(service, PARTITION, sibling(call, "2"))).isEqualTo(new Known.New());
    }

    @Test
    void laterCommitsReplaceTheStateOrLeaveIt() throws StoreException {
        StateKey key = key(service, PARTITION, "k");
        TransactionCall reading = newCall();
        store().commit(commit(key, 1, newCall(), "one"));
        store().commit(commit(key, 1, newCall(), "two"));

        store().commit(commit(key, 1, reading, null));

        assertThat(store().load(key)).isEqualTo(bytes("two"));
        assertEnded(reading, "f-1", "unchanged");
    }

    @Test
    void sizesFromNothingToMegabytesAreKept() throws StoreException {
        StateKey key = key(service, PARTITION, "é".repeat(256));
        store().commit(commit(key, 1, newCall(), ""));
        assertThat(store().load(key)).isEmpty();

        TransactionCall call = newCall();
        String large = "0123456789abcdef".repeat(200_000);
        Commit commit = commit(key, 1, call, large);
        store().commit(new Commit(
                commit.lease(),
                key,
                commit.state(),
                false,
                call,
                commit.fingerprint(),
                new Answer(500, java.util.Map.of(), bytes(large)),
                commit.around()));

        assertThat(store().load(key)).isEqualTo(bytes(large));
        Known.Ended ended = (Known.Ended) store().find(service, PARTITION, call);
        assertThat(ended.answer().status()).isEqualTo(500);
        assertThat(ended.answer().headers()).isEmpty();
        assertThat(ended.answer().body()).isEqualTo(bytes(large));
    }

    @Test
    void aCallThatHasEndedIsNotCommittedAgain() throws StoreException {
        StateKey key = key(service, PARTITION, "k");
        TransactionCall call = newCall();
        store().commit(commit(key, 1, call, "first"));

        refused(Kind.DUPLICATE, () -> store().commit(commit(key, 1, call, "second")));

        assertThat(store().load(key)).isEqualTo(bytes("first"));
        assertEnded(call, "f-1", "first");
    }

    @Test
    void aTakeFencesLowerEpochsOfThatPartition() throws StoreException {
        StateKey key = key(service, PARTITION, "k");
        TransactionCall late = newCall();
        assertThat(store().take(service, PARTITION, 4)).isEqualTo(4);
        store().commit(commit(key, 4, newCall(), "old owner's"));
        assertThat(store().take(service, PARTITION, 6)).isEqualTo(6);

        refused(Kind.FENCED, () -> store().commit(commit(key, 4, late, "too late")));

        assertThat(store().load(key)).isEqualTo(bytes("old owner's"));
        assertThat(store().find(service, PARTITION, late)).isEqualTo(new Known.New());
        store().commit(commit(key, 6, newCall(), "new owner's"));
        assertThat(store().load(key)).isEqualTo(bytes("new owner's"));
        store().commit(commit(key(service, PARTITION + 1, "k"), 4, newCall(), "another partition's"));
    }

    @Test
    void aTakeUnderALowerEpochIsToldTheHigherOne() throws StoreException {
        assertThat(store().take(service, PARTITION, 9)).isEqualTo(9);
        assertThat(store().take(service, PARTITION, 5)).isEqualTo(9);
        assertThat(store().take(service, PARTITION, 9)).isEqualTo(9);
        assertThat(store().take(service, PARTITION + 1, 5)).isEqualTo(5);
    }

    @Test
    void callsAroundACommittedOneAreTornUntilTheyEnd() throws StoreException {
        StateKey key = key(service, PARTITION, "k");
        TransactionCall outer = newCall();
        TransactionCall middle = sibling(outer, "1.1");
        TransactionCall inner = sibling(outer, "1.1.1");
        Around[] around = {new Around(outer, "f-outer"), new Around(middle, "f-middle")};

        store().commit(commit(key, 1, inner, "inner's and half of outer's", around));

        assertEnded(inner, "f-1.1.1", "inner's and half of outer's");
        assertThat(store().find(service, PARTITION, outer)).isEqualTo(new Known.Torn("f-outer"));
        assertThat(store().find(service, PARTITION, middle)).isEqualTo(new Known.Torn("f-middle"));

        store().commit(commit(key, 1, middle, "middle's", new Around(outer, "f-outer")));
        store().commit(commit(key, 1, outer, "all"));

        assertEnded(middle, "f-1.1", "middle's");
        assertEnded(outer, "f-1", "all");
        assertThat(store().load(key)).isEqualTo(bytes("all"));
        refused(Kind.DUPLICATE, () -> store().commit(commit(key, 1, outer, "again")));
    }

    private void assertEnded(TransactionCall call, String fingerprint, String text) throws StoreException {
        assertThat(store().find(service, PARTITION, call)).isInstanceOfSatisfying(Known.Ended.class, ended -> {
            assertThat(ended.fingerprint()).isEqualTo(fingerprint);
            assertThat(ended.answer().status()).isEqualTo(200);
            assertThat(ended.answer().headers()).isEqualTo(Effects.answer(text).headers());
            assertThat(ended.answer().body()).isEqualTo(bytes(text));
        });
    }

    static void refused(Kind kind, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
