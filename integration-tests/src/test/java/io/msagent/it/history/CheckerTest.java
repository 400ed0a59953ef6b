package io.msagent.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Histories of which everybody can see whether they are linearizable. Times are drawn in the comments: {@code |--|}. */
@Tag("once")
class CheckerTest {
    private final Checker checker = new Checker();

    private static Operation add(long invoked, long returned, int n, int result) {
        return Operation.returned(0, "k", "add", "" + n, invoked, returned, "" + result);
    }

    private static Operation get(long invoked, long returned, int result) {
        return Operation.returned(0, "k", "get", "", invoked, returned, "" + result);
    }

    private static Operation lost(long invoked, int n) {
        return Operation.unknown(0, "k", "add", "" + n, invoked, "lost");
    }

    private static Operation put(long invoked, long returned, String item, String result) {
        return Operation.returned(0, "k", "put", item, invoked, returned, result);
    }

    private Verdict counter(Operation... history) {
        return checker.check(List.of(history), Model.COUNTER);
    }

    @Test
    void nothingIsLinearizable() {
        assertThat(counter().passed()).isTrue();
    }

    @Test
    void oneAfterTheOther() {
        assertThat(counter(add(1, 2, 5, 5), add(3, 4, 7, 12), get(5, 6, 12)).passed())
                .isTrue();
    }

    @Test
    void overlappingCallsMayComeInEitherOrder() {
        // add 5: |-------|   says 12: it came second
        // add 7:    |--|     says 7
        assertThat(counter(add(1, 10, 5, 12), add(3, 5, 7, 7)).passed()).isTrue();
        assertThat(counter(add(1, 10, 5, 5), add(3, 5, 7, 12)).passed()).isTrue();
    }

    @Test
    void anOrderAcrossALongCallIsFoundByGoingBack() {
        // the long read saw what was there between the two
        assertThat(counter(get(1, 20, 5), add(2, 4, 5, 5), add(6, 8, 7, 12)).passed())
                .isTrue();
    }

    @Test
    void aLostUpdateIsFound() {
        // both came to the same old value
        assertThat(counter(add(1, 10, 5, 5), add(3, 5, 7, 7))).isInstanceOf(Verdict.NotLinearizable.class);
        // acknowledged, and gone afterwards
        assertThat(counter(add(1, 2, 5, 5), get(3, 4, 0))).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void aStaleReadIsFoundAndNamed() {
        Operation stale = get(5, 6, 5);
        assertThat(counter(add(1, 2, 5, 5), add(3, 4, 7, 12), stale))
                .isEqualTo(new Verdict.NotLinearizable(2, stale, "12"));
    }

    @Test
    void aDoubleEffectIsFound() {
        assertThat(counter(add(1, 2, 5, 5), get(3, 4, 10))).isInstanceOf(Verdict.NotLinearizable.class);
        assertThat(counter(lost(1, 5), get(3, 4, 5), get(5, 6, 10))).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Test
    void aReorderingIsFound() {
        // the first one had returned before the second was made
        assertThat(checker.check(List.of(put(1, 2, "a", "b a"), put(3, 4, "b", "b")), Model.CART))
                .isInstanceOf(Verdict.NotLinearizable.class);
        // at the same time it would have been well
        assertThat(checker.check(List.of(put(1, 4, "a", "b a"), put(3, 4, "b", "b")), Model.CART)
                        .passed())
                .isTrue();
    }

    @Test
    void aCallOfUnknownOutcomeMayHaveTakenEffectAtAnyTimeSinceItsInvocationOrNever() {
        assertThat(counter(lost(1, 5), get(3, 4, 5)).passed()).as("at once").isTrue();
        assertThat(counter(lost(1, 5), get(3, 4, 0), get(9, 10, 5)).passed())
                .as("late")
                .isTrue();
        assertThat(counter(lost(1, 5), get(3, 4, 0), get(9, 10, 0)).passed())
                .as("never")
                .isTrue();
        assertThat(counter(get(3, 4, 5), lost(5, 5)).passed())
                .as("before it was made")
                .isFalse();
        assertThat(counter(lost(1, 5), get(3, 4, 5), get(9, 10, 0)).passed())
                .as("and then no more")
                .isFalse();
    }

    @Test
    void aCallThatHasNotRunHasNoEffect() {
        Operation refused = Operation.notRun(0, "k", "add", "5", 1, "refused");
        assertThat(counter(refused, get(3, 4, 0)).passed()).isTrue();
        assertThat(counter(refused, get(3, 4, 5)).passed()).isFalse();
    }

    @Test
    void eachKeyIsCheckedForItself() {
        Operation well = Operation.returned(0, "a", "add", "1", 1, 2, "1");
        Operation ill = Operation.returned(0, "b", "add", "1", 1, 2, "2");
        Map<String, Verdict> verdicts = checker.checkByKey(List.of(well, ill), Model.COUNTER);
        assertThat(verdicts.get("a").passed()).isTrue();
        assertThat(verdicts.get("b").passed()).isFalse();
    }

    @Test
    void anAccountRefusesWhatIsNotThere() {
        Model<Long> account = Model.account(10);
        Operation much = Operation.returned(0, "k", "withdraw", "11", 1, 2, "refused");
        Operation all = Operation.returned(0, "k", "withdraw", "10", 3, 4, "0");
        assertThat(checker.check(List.of(much, all), account).passed()).isTrue();
        assertThat(checker.check(List.of(all, Operation.returned(0, "k", "withdraw", "1", 5, 6, "-1")), account)
                        .passed())
                .isFalse();
    }

    @Test
    void whatTakesTooLongIsGivenUpAndDoesNotPass() {
        // none of 30 lost calls explains the answer; their subsets are too many
        List<Operation> history = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            history.add(lost(i, 1 << i));
        }
        history.add(get(100, 101, -1));
        Verdict bySpace = new Checker(Duration.ofMinutes(5), 1 << 20).check(history, Model.COUNTER);
        assertThat(bySpace).isInstanceOf(Verdict.GaveUp.class);
        assertThat(bySpace.passed()).isFalse();
        assertThat(new Checker(Duration.ZERO, Long.MAX_VALUE).check(history, Model.COUNTER))
                .isInstanceOf(Verdict.GaveUp.class);
    }
}
