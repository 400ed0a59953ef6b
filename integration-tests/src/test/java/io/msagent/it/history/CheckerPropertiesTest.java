package io.msagent.it.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;

/** What a real object has answered passes, whatever overlaps; with one answer changed it does not. */
@Tag("once")
class CheckerPropertiesTest {
    private static final int CALLS = 300;
    private static final int LOST_ONE_IN = 60;

    @Property(tries = 100, seed = "1")
    void whatARealObjectAnsweredPasses(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int callers) {
        List<Operation> history = GeneratedHistories.counter(new Random(seed), CALLS, callers, LOST_ONE_IN);
        assertThat(new Checker().check(history, Model.COUNTER)).isInstanceOf(Verdict.Linearizable.class);
    }

    @Property(tries = 100, seed = "2")
    void oneChangedAnswerDoesNotPass(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int callers) {
        Random random = new Random(seed);
        List<Operation> history = GeneratedHistories.counter(random, CALLS, callers, LOST_ONE_IN);
        List<Operation> changed = new ArrayList<>(history);
        Operation victim;
        int i;
        do {
            i = random.nextInt(changed.size());
            victim = changed.get(i);
        } while (victim.outcome() != Operation.Outcome.RETURNED);
        // below every difference of two values that the object had, so that no order explains it
        String wrong = Long.toString(-1 - Long.parseLong(victim.result()));
        changed.set(
                i,
                Operation.returned(
                        victim.caller(),
                        "k",
                        victim.name(),
                        victim.argument(),
                        victim.invoked(),
                        victim.returned(),
                        wrong));
        assertThat(new Checker().check(changed, Model.COUNTER)).isInstanceOf(Verdict.NotLinearizable.class);
    }

    @Property(tries = 100, seed = "3")
    void anEffectThatIsLostDoesNotPass(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int callers) {
        Random random = new Random(seed);
        List<Operation> history = GeneratedHistories.counter(random, CALLS, callers, Integer.MAX_VALUE);
        List<Operation> adds =
                history.stream().filter(one -> one.name().equals("add")).toList();
        List<Operation> without = new ArrayList<>(history);
        // its caller was told that it has not run, but every later answer counts it in
        without.remove(adds.get(random.nextInt(adds.size())));
        assertThat(new Checker().check(without, Model.COUNTER)).isInstanceOf(Verdict.NotLinearizable.class);
    }
}
