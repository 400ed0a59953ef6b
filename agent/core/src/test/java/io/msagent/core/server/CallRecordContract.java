package io.msagent.core.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.msagent.core.call.CallId;
import io.msagent.core.server.CallRecord.Answer;
import io.msagent.core.server.CallRecord.Claim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What every record of calls must do. */
public abstract class CallRecordContract {
    private static final Duration LONG = Duration.ofMinutes(10);

    /** A new, empty record with these bounds. */
    protected abstract CallRecord create(int maxCalls, long maxBytes, Duration maxAge);

    private static Answer answer(int bytes) {
        return new Answer(200, Map.of("content-type", "application/json"), new byte[bytes]);
    }

    private static CallId ended(CallRecord record, int bytes) {
        CallId id = CallId.next();
        record.claim(id).complete(answer(bytes));
        return id;
    }

    private static boolean isKnown(CallRecord record, CallId id) {
        Claim claim = record.claim(id);
        if (claim.first()) {
            claim.withdraw();
        }
        return !claim.first();
    }

    @Test
    void theFirstArrivalRunsTheBodyAndLaterOnesGetItsAnswer() {
        CallRecord record = create(10, 10_000, LONG);
        CallId id = CallId.next();
        Claim first = record.claim(id);
        Claim whileRunning = record.claim(id);
        assertThat(first.first()).isTrue();
        assertThat(whileRunning.first()).isFalse();
        assertThat(whileRunning.answer().toCompletableFuture()).isNotDone();

        Answer answer = answer(3);
        first.complete(answer);
        assertThat(whileRunning.answer().toCompletableFuture()).isCompletedWithValue(answer);
        Claim afterwards = record.claim(id);
        assertThat(afterwards.first()).isFalse();
        assertThat(afterwards.answer().toCompletableFuture()).isCompletedWithValue(answer);
        assertThat(record.claim(CallId.next()).first()).isTrue();
    }

    @Test
    void itsSizeIsThatOfRunningAndRememberedCalls() {
        CallRecord record = create(2, 10_000, LONG);
        assertThat(record.size()).isZero();
        Claim running = record.claim(CallId.next());
        CallId first = ended(record, 3);
        assertThat(record.size()).isEqualTo(2);
        assertThat(isKnown(record, first)).isTrue();
        assertThat(record.size()).isEqualTo(2);
        running.withdraw();
        assertThat(record.size()).isEqualTo(1);
    }

    @Test
    void aWithdrawnIdIsFreeAndItsWaitersAreTold() {
        CallRecord record = create(10, 10_000, LONG);
        CallId id = CallId.next();
        Claim first = record.claim(id);
        Claim waiting = record.claim(id);
        first.withdraw();
        assertThat(waiting.answer().toCompletableFuture()).isCompletedExceptionally();
        assertThat(record.claim(id).first()).isTrue();
    }

    @Test
    void aWaiterMayClaimTheIdAgainFromItsCallback() {
        CallRecord record = create(10, 10_000, LONG);
        CallId id = CallId.next();
        Claim first = record.claim(id);
        CompletableFuture<Boolean> again = new CompletableFuture<>();
        record.claim(id)
                .answer()
                .whenComplete(
                        (answer, withdrawn) -> again.complete(record.claim(id).first()));
        first.withdraw();
        assertThat(again).isCompletedWithValue(true);
    }

    @Test
    void aClaimEndsOnceAndOnlyByTheFirstArrival() {
        CallRecord record = create(10, 10_000, LONG);
        CallId id = CallId.next();
        Claim first = record.claim(id);
        Claim second = record.claim(id);
        assertThatThrownBy(() -> second.complete(answer(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(second::withdraw).isInstanceOf(IllegalStateException.class);
        first.complete(answer(1));
        assertThatThrownBy(() -> first.complete(answer(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(first::withdraw).isInstanceOf(IllegalStateException.class);
        assertThat(isKnown(record, id)).isTrue();
    }

    @Test
    void ofManyArrivalsAtOnceExactlyOneIsFirst() throws Exception {
        CallRecord record = create(1_000, 1_000_000, LONG);
        int threads = 8;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (int round = 0; round < 200; round++) {
                CallId id = CallId.next();
                CyclicBarrier together = new CyclicBarrier(threads);
                List<Future<Boolean>> arrivals = new ArrayList<>();
                for (int i = 0; i < threads; i++) {
                    arrivals.add(pool.submit(() -> {
                        together.await();
                        Claim claim = record.claim(id);
                        if (claim.first()) {
                            claim.complete(answer(1));
                        }
                        return claim.first();
                    }));
                }
                int firsts = 0;
                for (Future<Boolean> arrival : arrivals) {
                    firsts += arrival.get() ? 1 : 0;
                }
                assertThat(firsts).isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void pastTheCountTheOldestAnswersGo() {
        CallRecord record = create(3, 1_000_000, LONG);
        CallId oldest = ended(record, 1);
        List<CallId> newest = List.of(ended(record, 1), ended(record, 1), ended(record, 1));
        assertThat(isKnown(record, oldest)).isFalse();
        assertThat(newest).allMatch(id -> isKnown(record, id));
    }

    @Test
    void pastTheBytesTheOldestAnswersGo() {
        CallRecord record = create(1_000, 100_000, LONG);
        CallId oldest = ended(record, 60_000);
        CallId newest = ended(record, 60_000);
        assertThat(isKnown(record, oldest)).isFalse();
        assertThat(isKnown(record, newest)).isTrue();
    }

    @Test
    void theNewestAnswerStaysHoweverLarge() {
        CallRecord record = create(1_000, 1_000, LONG);
        CallId large = ended(record, 50_000);
        assertThat(isKnown(record, large)).isTrue();
        ended(record, 1);
        assertThat(isKnown(record, large)).isFalse();
    }

    @Test
    void pastTheAgeAnAnswerGoes() {
        CallRecord record = create(1_000, 1_000_000, Duration.ofMillis(20));
        CallId id = ended(record, 1);
        Awaitility.await().until(() -> !isKnown(record, id));
    }

    @Test
    void aRepeatedArrivalGetsWhatIsThere() {
        CallRecord record = create(10, 10_000, LONG);
        CallId id = CallId.next();
        Claim first = record.claim(id);
        Claim repeated = record.claimRepeated(id, -1);
        assertThat(repeated).isNotNull();
        assertThat(repeated.first()).isFalse();
        first.complete(answer(3));
        assertThat(repeated.answer().toCompletableFuture()).isCompleted();
    }

    @Test
    void aRepeatedArrivalIsTheFirstIfNothingHasGoneSinceTheMark() {
        CallRecord record = create(3, 1_000_000, LONG);
        ended(record, 1);
        long mark = record.mark();
        CallId never = CallId.next();
        for (int i = 0; i < 3; i++) {
            ended(record, 1);
        }
        // what has gone by now came before the mark
        Claim claim = record.claimRepeated(never, mark);
        assertThat(claim).isNotNull();
        assertThat(claim.first()).isTrue();
        assertThat(record.claim(never).first()).isFalse();
    }

    @Test
    void aRepeatedArrivalIsNotTakenForTheFirstIfItMayHaveGone() {
        CallRecord record = create(3, 1_000_000, LONG);
        long mark = record.mark();
        CallId gone = ended(record, 1);
        for (int i = 0; i < 3; i++) {
            ended(record, 1);
        }
        assertThat(record.claimRepeated(gone, mark)).isNull();
        assertThat(record.claimRepeated(CallId.next(), mark)).isNull();
        assertThat(record.claimRepeated(CallId.next(), -1)).isNull();
        assertThat(record.claimRepeated(CallId.next(), record.mark())).isNotNull();
    }

    @Test
    void aFirstAttemptThatComesAfterItsRepetitionsAnswerHasGoneIsNotStarted() {
        CallRecord record = create(3, 1_000, LONG);
        CallId id = CallId.next();
        record.claimRepeated(id, record.mark()).complete(answer(1));
        ended(record, 1_000);
        assertThat(record.claim(id)).isNull();
        assertThat(record.claimRepeated(id, Long.MAX_VALUE)).isNull();
        assertThat(record.size()).isEqualTo(1);
    }

    @Test
    void whatGoesCountsByItsArrivalAndNotByItsEnd() {
        CallRecord record = create(1, 1_000_000, LONG);
        CallId slow = CallId.next();
        Claim running = record.claim(slow);
        long mark = record.mark();
        CallId quick = ended(record, 1);
        running.complete(answer(1));
        // the one that came after the mark has gone, though it ended first
        assertThat(record.claimRepeated(quick, mark)).isNull();
        assertThat(record.claimRepeated(slow, -1)).isNotNull();
    }

    @Test
    void aCallThatIsKeptElsewhereCountsAndLeavesNothing() {
        CallRecord record = create(3, 1_000_000, LONG);
        long mark = record.mark();
        assertThat(record.arrived()).isGreaterThan(mark).isEqualTo(record.mark());
        assertThat(record.arrived()).isGreaterThan(mark + 1);
        assertThat(record.size()).isZero();
    }

    @Test
    void aRunningCallNeverGoes() {
        CallRecord record = create(1, 1, Duration.ofNanos(1));
        CallId running = CallId.next();
        Claim first = record.claim(running);
        for (int i = 0; i < 100; i++) {
            ended(record, 100);
        }
        assertThat(record.claim(running).first()).isFalse();
        Claim waiting = record.claim(running);
        first.complete(answer(1));
        assertThat(waiting.answer().toCompletableFuture()).isCompleted();
    }
}
