package io.msagent.stateful.calls;

import static org.assertj.core.api.Assertions.assertThat;

import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.stateful.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DurableCallsTest {
    private final FaultyStore store = new FaultyStore();
    private final Owner owner = Owner.of(store, 1);

    private static TestCall add(TransactionCall place, int by) {
        return TestCall.add(Kind.DURABLE, place, Owner.KEY, by);
    }

    @Test
    void theNextOwnerHasTheStateAndTheOutcomes() throws Exception {
        TransactionCall first = TestCall.alone();
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
        Owner next = Owner.of(store, 2);
        assertThat(next.call(add(first, 2))).isEqualTo("returned 2");
        assertThat(next.call(add(first, 3))).isEqualTo("bad-request");
        assertThat(next.call(add(TestCall.alone(), 3))).isEqualTo("returned 5");
    }

    @Test
    void anOwnerThatIsNoneAnyMoreKeepsAndAnswersNothing() throws Exception {
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 2");
        Owner next = Owner.of(store, 2);
        assertThat(owner.call(add(TestCall.alone(), 3))).isEqualTo("cut");
        assertThat(owner.call(add(TestCall.alone(), 3))).isEqualTo("not-owner");
        assertThat(next.call(add(TestCall.alone(), 4))).isEqualTo("returned 6");
    }

    @Test
    void aStoreThatIsAwayForAMomentIsWaitedFor() throws Exception {
        store.failFind(StoreException.Kind.AWAY);
        store.failBefore(StoreException.Kind.AWAY);
        store.failBefore(StoreException.Kind.AWAY);
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 2");
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 4");
    }

    @Test
    void aCommitWhoseAnswerIsLostIsNotMadeTwice() throws Exception {
        store.failAfter(StoreException.Kind.UNKNOWN);
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 2");
        store.failBefore(StoreException.Kind.UNKNOWN);
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 4");
        assertThat(Owner.of(store, 2).call(add(TestCall.alone(), 1))).isEqualTo("returned 5");
    }

    @Test
    void whatAStoreRefusesIsUndone() throws Exception {
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 2");
        store.failBefore(StoreException.Kind.REFUSED);
        assertThat(owner.call(add(TestCall.alone(), 40))).isEqualTo("unknown");
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 4");
    }

    @Test
    void aCallThatAnotherOwnerHasEndedMeanwhileGetsItsOutcomeAndLeavesNoTrace() throws Exception {
        TransactionCall first = TestCall.alone();
        TestCall slow = add(first, 2).doing(() -> {
            try {
                assertThat(Owner.of(store, 1).call(add(first, 2))).isEqualTo("returned 2");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(owner.call(slow)).isEqualTo("returned 2");
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("returned 3");
    }

    @Test
    void aBodyWhoseOwnCallsHaveKeptPartOfItsEffectIsNotRunAgain() throws Exception {
        TransactionId id = TestCall.newTransaction();
        TransactionCall place = new TransactionCall(id, "1", true);
        TransactionCall nested = new TransactionCall(id, "1.1.1", true);
        TestCall outer = add(place, 10).doing(() -> {
            try {
                assertThat(owner.call(add(nested, 1))).isEqualTo("returned 1");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        store.failFind(StoreException.Kind.AWAY);
        assertThat(owner.call(outer)).isEqualTo("returned 11");
        assertThat(Owner.of(store, 2).call(add(place, 10))).isEqualTo("returned 11");
    }

    @Test
    void aTornBodyIsSaidToBeUnknown() throws Exception {
        TransactionId id = TestCall.newTransaction();
        TransactionCall place = new TransactionCall(id, "1", true);
        TestCall outer = add(place, 10).doing(() -> {
            try {
                // dirty already when its own call is kept
                assertThat(owner.call(add(new TransactionCall(id, "1.1", true), 1)))
                        .isEqualTo("returned 1");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            owner.lease.end();
        });
        assertThat(owner.call(outer)).isEqualTo("cut");
        assertThat(Owner.of(store, 2).call(add(place, 10))).isEqualTo("unknown");
        assertThat(Owner.of(store, 3).call(add(TestCall.alone(), 1))).isEqualTo("returned 2");
    }

    @Test
    void aStoreThatStaysAwayIsNotWaitedForBeyondTheDeadline() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            store.failFind(StoreException.Kind.AWAY);
        }
        assertThat(owner.call(add(TestCall.alone(), 2).within(Duration.ofMillis(100))))
                .isEqualTo("overloaded");
    }
}
