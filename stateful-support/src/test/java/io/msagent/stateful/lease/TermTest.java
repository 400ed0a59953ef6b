package io.msagent.stateful.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TermTest {
    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5); // a monotonic clock may overflow
    private final Term term = new Term("id", clock::get, clock.get());
    private final AtomicInteger ended = new AtomicInteger();
    private final HeldLease lease = new HeldLease("cart", 3, 7, term, ended::incrementAndGet);

    @Test
    void aLeaseIsHeldForNineSecondsFromTheSendingOfTheLastRenewal() {
        long sent = clock.addAndGet(seconds(5));
        clock.addAndGet(seconds(2)); // the answer takes its time
        term.renewed(sent);
        clock.set(sent + seconds(9) - 1);
        assertThat(lease.isHeld()).isTrue();
        clock.incrementAndGet();
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void whatWasOverStaysOverThoughTheSessionGoesOn() {
        clock.addAndGet(seconds(30)); // the process was stopped
        assertThat(lease.isHeld()).isFalse();
        term.renewed(clock.get());
        assertThat(lease.isHeld()).isFalse();
    }

    @Test
    void whatIsGivenBackIsNotHeldAnyMore() {
        assertThat(lease.isHeld()).isTrue();
        lease.end();
        assertThat(lease.isHeld()).isFalse();
        assertThat(term.isSure()).isTrue();
    }

    @Test
    void whoeverSeesAnotherOwnerEndsItOnce() {
        lease.end("the store knows epoch 9");
        lease.end("the store knows epoch 11");
        assertThat(lease.isHeld()).isFalse();
        assertThat(lease.why()).isEqualTo("the store knows epoch 9");
        assertThat(ended).hasValue(1);
    }

    @Test
    void isSettledWhenEverySessionBeforeItHasRunOut() {
        clock.addAndGet(seconds(10) - 1);
        assertThat(term.isSettled()).isFalse();
        clock.incrementAndGet();
        assertThat(term.isSettled()).isTrue();
    }

    private static long seconds(int seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
