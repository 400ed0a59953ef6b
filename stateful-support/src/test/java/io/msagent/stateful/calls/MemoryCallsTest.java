package io.msagent.stateful.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.msagent.core.call.Deadline;
import io.msagent.core.call.Stateful.Kind;
import io.msagent.core.call.TransactionCall;
import io.msagent.core.call.TransactionId;
import io.msagent.core.partition.Partitions;
import io.msagent.stateful.holding.Handed;
import io.msagent.stateful.holding.Handed.KeyState;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class MemoryCallsTest {
    private static final String OTHER = "b".repeat(32);
    private final Owner owner = Owner.inMemory(null);
    private final CountDownLatch release = new CountDownLatch(1);

    private static TestCall add(TransactionCall place, int by) {
        return TestCall.add(Kind.MEMORY, place, Owner.KEY, by);
    }

    private void hold() {
        try {
            release.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Deadline soon() {
        return Deadline.after(Duration.ofMillis(50));
    }

    private static Deadline later() {
        return Deadline.after(Duration.ofMinutes(1));
    }

    @Test
    void stateStaysBetweenCallsAndARepeatedCallGetsItsOutcome() throws Exception {
        TransactionCall first = TestCall.alone();
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
        assertThat(owner.call(add(TestCall.alone(), 3))).isEqualTo("returned 5");
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
        assertThat(owner.call(add(first, 2).repeating(TestCall.INCARNATION, 0))).isEqualTo("returned 2");
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("returned 6");
    }

    @Test
    void aCallWithThePlaceOfAnotherIsRefused() throws Exception {
        TransactionCall first = TestCall.alone();
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
        assertThat(owner.call(add(first, 3))).isEqualTo("bad-request");
    }

    @Test
    void aRepeatedCallJoinsTheRunningOne() throws Exception {
        TransactionCall first = TestCall.alone();
        TestCall running = add(first, 2).doing(this::hold);
        owner.calls.admit(running);
        TestCall again = add(first, 2);
        owner.calls.admit(again);
        assertThat(again.joined).isTrue();
        release.countDown();
        assertThat(running.ending()).isEqualTo("returned 2");
        assertThat(again.ending()).isEqualTo("returned 2");
    }

    @Test
    void aRepeatedCallOfWhichNothingIsKnownRunsOnlyIfItsFirstAttemptCertainlyHasNot() throws Exception {
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("returned 1");
        long mark = TestCall.arrivals();
        // sent here, while this was the owner, and never arrived
        assertThat(owner.call(add(TestCall.alone(), 1).repeating(TestCall.INCARNATION, mark)))
                .isEqualTo("returned 2");
        // sent to an owner that has handed nothing over
        assertThat(owner.call(add(TestCall.alone(), 1).repeating(OTHER, mark))).isEqualTo("unknown");
        assertThat(owner.call(add(TestCall.alone(), 1).repeating(OTHER, -1))).isEqualTo("unknown");
    }

    @Test
    void aCallThatWaitsAndIsGivenUpLetsTheNextOneHaveItsTurn() throws Exception {
        TestCall running = add(TestCall.alone(), 1).doing(this::hold);
        TestCall second = add(TestCall.alone(), 10);
        TestCall third = add(TestCall.alone(), 100);
        owner.calls.admit(running);
        owner.calls.admit(second);
        owner.calls.admit(third);
        second.cancel.run();
        release.countDown();
        assertThat(third.ending()).isEqualTo("returned 101");
        assertThat(second.hasEnded()).isFalse();
    }

    @Test
    void aCallThatCannotBeStartedLetsTheNextOneHaveItsTurn() throws Exception {
        TestCall running = add(TestCall.alone(), 1).doing(this::hold);
        TestCall second = add(TestCall.alone(), 10).failingToStart();
        TestCall third = add(TestCall.alone(), 100);
        owner.calls.admit(running);
        owner.calls.admit(second);
        owner.calls.admit(third);
        release.countDown();
        assertThat(second.ending()).isEqualTo("cut");
        assertThat(third.ending()).isEqualTo("returned 101");
    }

    @Test
    void whatTheBodyCallsOfItsOwnKeyDoesNotWaitForIt() throws Exception {
        TransactionId id = TestCall.newTransaction();
        TestCall inner = add(new TransactionCall(id, "1.1.1", true), 1);
        TestCall outer = add(new TransactionCall(id, "1", true), 10).doing(() -> {
            try {
                assertThat(owner.call(inner)).isEqualTo("returned 1");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(owner.call(outer)).isEqualTo("returned 11");
    }

    @Test
    void aHandOverCarriesStatesAndOutcomes() throws Exception {
        TransactionCall first = TestCall.alone();
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
        long mark = TestCall.arrivals();
        owner.calls.close(Owner.PARTITION, "heir");
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("quiescing heir");
        assertThat(owner.calls.awaitIdle(Owner.PARTITION, later())).isTrue();
        Handed handed = owner.calls.handOver(Owner.PARTITION, later());
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("not-owner heir");
        owner.calls.drop(Owner.PARTITION);

        Owner heir = Owner.inMemory(handed);
        assertThat(heir.call(add(first, 2).repeating(TestCall.INCARNATION, 0))).isEqualTo("returned 2");
        assertThat(heir.call(add(TestCall.alone(), 5))).isEqualTo("returned 7");
        // its first attempt went to the owner before, which did not run it
        assertThat(heir.call(add(TestCall.alone(), 1).repeating(TestCall.INCARNATION, mark)))
                .isEqualTo("returned 8");
    }

    @Test
    void aKeyWhoseStateCannotBeWrittenTakesNoOtherWithIt() throws Exception {
        String other = "other key";
        owner.calls.open(new TestLease(Partitions.of(other), 1), null);
        owner.calls.open(new TestLease(Owner.PARTITION, 1), null);
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("returned 2");
        assertThat(owner.call(TestCall.touch(TestCall.alone(), Owner.KEY))).isEqualTo("returned 1");
        owner.calls.close(Owner.PARTITION, "heir");
        Handed handed = owner.calls.handOver(Owner.PARTITION, later());
        assertThat(handed.states()).extracting(KeyState::className).containsExactly(Counter.class.getName());
        Owner heir = Owner.inMemory(handed);
        assertThat(heir.call(add(TestCall.alone(), 5))).isEqualTo("returned 7");
    }

    @Test
    void aBodyWithoutAReceiverHasNotRunAndMayRunLater() throws Exception {
        TransactionCall first = TestCall.alone();
        assertThat(owner.call(TestCall.add(Kind.EXTERNAL, first, Owner.KEY, 2).withoutReceiver()))
                .isEqualTo("no-receiver");
        assertThat(owner.call(add(first, 2))).isEqualTo("returned 2");
    }

    @Test
    void aTransactionThatIsAKeyIsStillOneAtTheHeir() throws Exception {
        TransactionId id = TestCall.newTransaction();
        int partition = Partitions.of(id.value());
        owner.calls.open(new TestLease(partition, 1), null);
        assertThat(owner.call(TestCall.steps(Kind.MEMORY, new TransactionCall(id, "1", true))))
                .isEqualTo("returned 1");
        owner.calls.close(partition, "heir");
        Handed handed = owner.calls.handOver(partition, later());
        Owner heir = Owner.inMemory(null);
        heir.calls.open(new TestLease(partition, 2), handed);
        assertThat(heir.calls.handOver(partition, later()).states()).hasSize(1);
        heir.calls.open(new TestLease(partition, 3), handed);
        heir.calls.ended(id);
        assertThat(heir.calls.handOver(partition, later()).states()).isEmpty();
    }

    @Test
    void transactionsThatAreTooOldOrFromTheFutureAreRefused() throws Exception {
        for (String id :
                new String[] {"01000000-0000-7000-8000-000000000000", "f0000000-0000-7000-8000-000000000000"}) {
            assertThat(owner.call(add(new TransactionCall(new TransactionId(id), "1", false), 1)))
                    .isEqualTo("bad-request");
        }
    }

    @Test
    void aFullQueueRefusesOnlyWhoWouldHaveToWait() throws Exception {
        TransactionId id = TestCall.newTransaction();
        TestCall inner = add(new TransactionCall(id, "1.1", true), 1);
        TestCall outer = add(new TransactionCall(id, "1", true), 10).doing(() -> {
            try {
                release.await();
                assertThat(owner.call(inner)).isEqualTo("returned 1");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        owner.calls.admit(outer);
        for (int i = 0; i < Visits.MOST_WAITING; i++) {
            owner.calls.admit(add(TestCall.alone(), 0));
        }
        assertThat(owner.call(add(TestCall.alone(), 1))).isEqualTo("overloaded");
        owner.calls.close(Owner.PARTITION, "heir");
        release.countDown();
        assertThat(outer.ending()).isEqualTo("returned 11");
    }

    @Test
    void openTransactionsGoOnWhileTheirPartitionCloses() throws Exception {
        TransactionId id = TestCall.newTransaction();
        assertThat(owner.call(add(new TransactionCall(id, "1", true), 1))).isEqualTo("returned 1");
        owner.calls.close(Owner.PARTITION, "heir");
        assertThat(owner.calls.awaitIdle(Owner.PARTITION, soon())).isFalse();
        assertThat(owner.call(add(new TransactionCall(id, "2", true), 1))).isEqualTo("returned 2");
        owner.calls.ended(id);
        assertThat(owner.calls.awaitIdle(Owner.PARTITION, soon())).isTrue();
        assertThat(owner.call(add(new TransactionCall(id, "3", true), 1))).isEqualTo("quiescing heir");
    }

    @Test
    void aBodyThatDoesNotEndInTimeIsNeitherAnsweredNorRunAgain() throws Exception {
        TransactionCall first = TestCall.alone();
        TestCall running = add(first, 2).doing(this::hold);
        owner.calls.admit(running);
        TestCall waiting = add(TestCall.alone(), 2);
        owner.calls.admit(waiting);
        await().until(() -> owner.calls.figures(false).waiting() == 1);
        owner.calls.close(Owner.PARTITION, "heir");
        Handed handed = owner.calls.handOver(Owner.PARTITION, soon());
        assertThat(waiting.ending()).isEqualTo("not-owner heir");
        release.countDown();
        assertThat(running.ending()).isEqualTo("cut");
        Owner heir = Owner.inMemory(handed);
        assertThat(heir.call(add(first, 2).repeating(TestCall.INCARNATION, 0))).isEqualTo("unknown");
    }

    @Test
    void nothingIsAnsweredOnceTheLeaseIsOver() throws Exception {
        TestCall running = add(TestCall.alone(), 2).doing(owner.lease::end);
        assertThat(owner.call(running)).isEqualTo("cut");
        assertThat(owner.call(add(TestCall.alone(), 2))).isEqualTo("not-owner");
    }

    @Test
    void aTransactionThatIsAKeyHasItsOwnStateUntilItEnds() throws Exception {
        TransactionId id = TestCall.newTransaction();
        for (int i = 0; i < Partitions.COUNT; i++) {
            owner.calls.open(new TestLease(i, 1), null);
        }
        assertThat(owner.call(TestCall.steps(Kind.MEMORY, new TransactionCall(id, "1", true))))
                .isEqualTo("returned 1");
        assertThat(owner.call(TestCall.steps(Kind.MEMORY, new TransactionCall(id, "2", true))))
                .isEqualTo("returned 2");
        assertThat(owner.calls.figures(false).keys()).isEqualTo(1);
        owner.calls.ended(id);
        assertThat(owner.calls.figures(false).keys()).isZero();
        assertThat(owner.call(TestCall.steps(Kind.MEMORY, TestCall.alone()))).isEqualTo("returned 1");
        await().until(() -> owner.calls.figures(false).keys() == 0);
    }
}
