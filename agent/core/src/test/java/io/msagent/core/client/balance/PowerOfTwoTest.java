package io.msagent.core.client.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PowerOfTwoTest extends SpreadingContract {
    @Override
    Balancer balancer() {
        return new PowerOfTwo();
    }

    @Test
    void theOneWithFewerOwnCallsIsTaken() throws Exception {
        busy(a, 1);
        assertThat(shares(List.of(a, b), 100)).containsEntry(b, 100);
    }

    @Test
    void theBusiestOfAllIsNeverTaken() throws Exception {
        busy(a, 3);
        busy(b, 2);
        assertThat(shares(all, 1_000)).containsEntry(a, 0);
    }

    @Test
    void whatAnInstanceSaysOfItsLoadCounts_andIsForgotten() throws Exception {
        says(a, "8/16");
        busy(b, 3);
        assertThat(shares(List.of(a, b), 100)).containsEntry(b, 100);
        nanos.addAndGet(Candidate.REMEMBER.toNanos());
        assertThat(shares(List.of(a, b), 100)).containsEntry(a, 100);
    }

    @Test
    void ownCallsAreNotCountedTwice() throws Exception {
        busy(a, 4);
        says(a, "5/16"); // four that go on, and the one that is being answered
        busy(b, 5);
        assertThat(a.busy()).isEqualTo(4.0 / 16);
        assertThat(shares(List.of(a, b), 100)).containsEntry(a, 100);
    }

    @Test
    void anInstanceWithMoreWorkersTakesMore() throws Exception {
        says(a, "0/64");
        says(b, "0/8");
        busy(a, 20);
        busy(b, 3);
        assertThat(shares(List.of(a, b), 100)).containsEntry(a, 100);
    }

    @Test
    void aLoadThatCannotBeReadSaysNothing() {
        for (String load : List.of("", "/", "5", "5/", "/5", "-3/16", "5/0", "a/b", "99999999999/1")) {
            says(a, load);
            assertThat(a.busy()).as(load).isZero();
        }
    }
}
